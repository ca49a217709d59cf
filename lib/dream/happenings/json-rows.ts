import { findMoment, readMoment } from "./moment";
import { type Field, isTimeName, type Row } from "./row";

const mostRows = 5_000;
const deepest = 8;

/** The value of a text that is JSON, alone, in a code fence or after a line of introduction; undefined where there is none. */
export function findJson(text: string): unknown {
  const body = text.replace(/^\s*```\w*\s*\n/, "").replace(/\n\s*```\s*$/, "");
  const start = /(^|\n)\s*[[{](?=\s*["{[\]}\d])/.exec(body);
  if (!start) return undefined;
  const from = body.slice(start.index).trimStart();
  const end = Math.max(from.lastIndexOf("}"), from.lastIndexOf("]"));
  return end === -1 ? undefined : parse(from.slice(0, end + 1));
}

/** The value of JSON, undefined for what is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The records in a JSON value that hold a time. Objects within a record are part of it; a list of records, or an object whose
 * members are records, gives each of them the plain fields of what they stand in.
 */
export function jsonRows(value: unknown, seenAtMs: number | null): Row[] {
  const rows: Row[] = [];
  walk(value, { inherited: [], path: "json", depth: 0, seenAtMs, rows });
  return rows;
}

interface Walk {
  inherited: readonly Field[];
  path: string;
  depth: number;
  seenAtMs: number | null;
  rows: Row[];
}

function walk(value: unknown, at: Walk): void {
  if (at.depth > deepest || at.rows.length >= mostRows) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, { ...at, depth: at.depth + 1 });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const { fields, lists, maps } = membersOf(value, "");
  const ownTimes = fields.filter((field) => momentOf(field, at.seenAtMs) !== null);
  const isWhole = lists.length === 0 && maps.length === 0;
  if (ownTimes.length > 0 && (isWhole || ownTimes.length < fields.length))
    at.rows.push({ fields: [...fields, ...at.inherited], shape: at.path, words: [] });
  const passedOn = [...fields.filter((field) => !ownTimes.includes(field)), ...at.inherited];
  for (const [key, items] of lists) {
    walkList(key, items, { ...at, inherited: passedOn, path: `${at.path}.${key}`, depth: at.depth + 1 });
  }
  for (const [key, members] of maps) {
    for (const [name, member] of members) {
      const inherited: Field[] = [{ key: `${key}#name`, value: name }, ...passedOn];
      const inner = { ...at, inherited, path: `${at.path}.${key}#name`, depth: at.depth + 1 };
      if (Array.isArray(member)) walkList(name, member, inner);
      else walk(member, inner);
    }
  }
}

/** The items of a list: records, moments that share the fields of what the list stands in, or lines of a log. */
function walkList(key: string, items: readonly unknown[], at: Walk): void {
  for (const item of items) {
    if (typeof item !== "string" && typeof item !== "number") walk(item, at);
    else if (readMoment(item, isTimeName(key), at.seenAtMs) !== null)
      at.rows.push({ fields: [{ key: "time", value: item }, ...at.inherited], shape: at.path, words: [] });
  }
  if (items.every((item) => typeof item === "string")) linesOfList(items, at);
}

/** A list of log lines as strings: each that tells a time is a row of words. */
function linesOfList(items: readonly string[], at: Walk): void {
  for (const item of items) {
    const moment = findMoment(item, at.seenAtMs);
    if (!moment || moment.end - moment.start >= item.trim().length) continue;
    const rest = `${item.slice(0, moment.start)} ${item.slice(moment.end)}`;
    at.rows.push({
      fields: [{ key: "time", value: item.slice(moment.start, moment.end) }, ...at.inherited],
      shape: `${at.path}.line`,
      words: rest.split(/\s+/).filter(Boolean),
    });
  }
}

interface Members {
  fields: Field[];
  lists: [string, readonly unknown[]][];
  maps: [string, [string, unknown][]][];
}

/** An object's plain fields, those of plain objects in it included, and apart from them its lists and its collections by name. */
function membersOf(value: object, prefix: string): Members {
  const result: Members = { fields: [], lists: [], maps: [] };
  if (isCollection(value)) return { ...result, maps: [[prefix, Object.entries(value)]] };
  for (const [name, item] of Object.entries(value)) {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (typeof item === "string" || typeof item === "number") result.fields.push({ key, value: item });
    else if (typeof item === "boolean") result.fields.push({ key, value: String(item) });
    else if (Array.isArray(item)) result.lists.push([key, item]);
    else if (typeof item === "object" && item !== null && key.split(".").length <= deepest) {
      const inner = membersOf(item, key);
      result.fields.push(...inner.fields);
      result.lists.push(...inner.lists);
      result.maps.push(...inner.maps);
    }
  }
  return result;
}

/** Whether an object's members are records of one kind, or lists, under their names, and not parts of one record. */
function isCollection(value: object): boolean {
  const members: unknown[] = Object.values(value);
  if (members.length > 0 && members.every((member) => Array.isArray(member))) return true;
  if (members.length < 2 || members.some((member) => typeof member !== "object" || member === null)) return false;
  const [first, ...others] = members.map((member) => Object.keys(Object(member)).sort().join(","));
  return first !== "" && others.every((keys) => keys === first);
}

/** The time in a field, or null. */
export function momentOf({ key, value }: Field, seenAtMs: number | null): number | null {
  return readMoment(value, isTimeName(key), seenAtMs);
}
