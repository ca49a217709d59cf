import { findJson, jsonRows, momentOf, parse } from "./json-rows";
import { findMoment } from "./moment";
import { type Field, isTimeName, type Row } from "./row";

const mostLines = 20_000;
const longestLine = 2_000;
const pair = /(?<![\w"'])([\p{L}_][\p{L}\p{N}_.-]{0,40})=("(?:[^"\\]|\\.){0,300}"|'[^']{0,300}'|[^\s,;|]{1,300})/gu;
const entry = /^(\s*(?:[-*]\s+)?)["']?([\p{L}_][\p{L}\p{N}_ ./-]{0,40}?)["']?\s*:\s+["']?(.*?)["']?,?\s*$/u;
const delimiters = ["|", "\t", ";", ",", "  "] as const;

/** Whether a text can hold a time at all; most do not, and are not looked at further. */
function mayHoldTime(text: string): boolean {
  return /\d:\d\d|\d{9}|\d{8}T\d{4}/.test(text);
}

/** The records of a text that tell when something was: of JSON, of `key=value` lines, of tables, of blocks of `key: value`, of logs. */
export function readRows(text: string, seenAtMs: number | null): Row[] {
  if (!mayHoldTime(text)) return [];
  const json = findJson(text);
  if (json !== undefined) return jsonRows(json, seenAtMs);
  const lines = text.split("\n", mostLines).map((line) => line.replace(/\r$/, "").slice(0, longestLine));
  const tables = readTables(lines, seenAtMs);
  const rows = lines.flatMap((line, index) => tables.get(index) ?? (tables.has(index) ? [] : lineRows(line, seenAtMs)));
  return [...rows, ...blockRows(lines, seenAtMs)];
}

function lineRows(line: string, seenAtMs: number | null): Row[] {
  if (!mayHoldTime(line)) return [];
  const trimmed = line.trim();
  if (/^[[{].*[\]}],?$/.test(trimmed)) {
    const value = parse(trimmed.replace(/,$/, ""));
    if (value !== undefined) return jsonRows(value, seenAtMs);
  }
  if (isTimeEntry(line, seenAtMs)) return [];
  const pairs = [...trimmed.matchAll(pair)];
  const fields = pairs.map(([, key = "", value = ""]): Field => ({ key, value: value.replace(/^["']|["']$/g, "") }));
  const rest = pairs.reduce((left, [whole]) => left.replace(whole, " "), trimmed);
  const moment = findMoment(rest, seenAtMs);
  if (moment) {
    const time = { key: "time", value: rest.slice(moment.start, moment.end).trim() };
    return [{ fields: [time, ...fields], shape: "line", words: wordsOf(rest, moment.start, moment.end) }];
  }
  if (fields.length < 2 || entry.test(line) || !fields.some((field) => momentOf(field, seenAtMs) !== null)) return [];
  return [{ fields, shape: "pairs", words: wordsOf(rest, 0, 0) }];
}

/** Whether a line gives a time a name and says nothing else: part of a block, not a line of a log. */
function isTimeEntry(line: string, seenAtMs: number | null): boolean {
  const [, , key = "", value = ""] = entry.exec(line) ?? [];
  return key !== "" && momentOf({ key, value }, seenAtMs) !== null;
}

function wordsOf(text: string, start: number, end: number): string[] {
  return `${text.slice(0, start)} ${text.slice(end)}`.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Lines of tables: cells under the names of a header, or under their places. A line that is taken has an entry, with null for headers. */
function readTables(lines: readonly string[], seenAtMs: number | null): Map<number, Row[] | null> {
  const taken = new Map<number, Row[] | null>();
  let header: { cells: string[]; delimiter: string } | null = null;
  lines.forEach((line, index) => {
    if (/^[\s|:+=-]*-[\s|:+=-]*$/.test(line)) return;
    const delimiter =
      header && cellsOf(line, header.delimiter).length === header.cells.length ? header.delimiter : null;
    const used = delimiter ?? delimiters.find((candidate) => cellsOf(line, candidate).length >= 3) ?? null;
    if (used === null) {
      header = null;
      return;
    }
    const cells = cellsOf(line, used);
    const names =
      header !== null && header.cells.length === cells.length && header.delimiter === used ? header.cells : null;
    const fields = cells.map((value, at): Field => ({ key: names?.[at] ?? `#${at}`, value }));
    const isData = fields.some((field) => momentOf(field, seenAtMs) !== null);
    if (isData) taken.set(index, [{ fields, shape: `table ${names?.join(",") ?? cells.length}`, words: [] }]);
    else if (cells.every((cell) => isName(cell))) {
      header = { cells, delimiter: used };
      taken.set(index, null);
    }
  });
  return taken;
}

function isName(cell: string): boolean {
  return /^[\p{L}_#][\p{L}\p{N}_ ()./#-]{0,30}$/u.test(cell);
}

function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes(delimiter)) return [];
  if (delimiter === "  ") return line.trim().split(/ {2,}|\t/);
  const inner = delimiter === "|" ? line.trim().replace(/^\||\|$/g, "") : line;
  const cells = delimiter === "," || delimiter === ";" ? splitQuoted(inner, delimiter) : inner.split(delimiter);
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function splitQuoted(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell];
}

/** Blocks of `key: value` lines, divided by blank lines, rules, list marks and keys that come again. */
function blockRows(lines: readonly string[], seenAtMs: number | null): Row[] {
  const rows: Row[] = [];
  let block: Field[] = [];
  const close = () => {
    const hasTime = block.some((field) => momentOf(field, seenAtMs) !== null);
    const isNamedTime = block.length === 1 && block.every(({ key }) => !isTimeName(key));
    if (hasTime && (block.length >= 2 || isNamedTime)) rows.push({ fields: block, shape: "block", words: [] });
    block = [];
  };
  for (const line of lines) {
    const [, lead = "", key = "", value = ""] = entry.exec(line) ?? [];
    if (key === "" || /[-*]/.test(lead) || block.some((field) => field.key === key)) close();
    if (key !== "" && value !== "") block.push({ key, value });
  }
  close();
  return rows;
}
