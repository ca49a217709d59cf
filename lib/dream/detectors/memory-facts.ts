import { type MemoryDocument, type MemoryUnit, writtenAtMs } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";
import { droppedLines } from "./detect-duplicates";
import { splitName } from "./entity-vocabulary";
import { type FactKey, type FactScope, freeKey, readCellKey, readFactKey, readFactScope } from "./fact-key";
import { type FactValue, readFactValue } from "./fact-value";
import { environmentOf } from "./text-anchors";

/** A key with its value, where it stands and what it holds for. */
export interface MemoryFact {
  document: MemoryDocument;
  /** Null for front matter and table cells. */
  unit: MemoryUnit | null;
  line: number;
  /** UTF-16 offset of the value in its line. */
  column: number;
  value: FactValue;
  key: FactKey;
  scope: FactScope;
  /** The words of the thing it is about: from the key, else from where it stands. */
  entity: readonly string[];
  environments: readonly string[];
  /** The key as people would say it. */
  label: string;
  isHistoric: boolean;
  writtenAtMs: number | null;
  /** Equal for facts that stand in one list. */
  place: string;
  /** Place in the order of the file's statements, without those that go as duplicates. */
  position: number;
}

const keyValue =
  /^(\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s+)?)([`*_]{0,3}[\p{L}][\p{L}\p{N} ._/'’-]{0,60}?[`*_]{0,3})(\s*(?::[`*_]{0,3}\s+|\s=\s|=(?=\S)))(.+)$/u;
/** What a thing's own entry tells of it: `payments-api: owner = team-pay`. */
const attributeOf = /^[`*_]{0,3}(\p{L}[\p{L}\p{N} _-]{0,30}?)[`*_]{0,3}\s*(?:=|:\s)\s*(?=\S)/u;
const ofSentence =
  /^(\s*(?:[-*+]\s+)?)(?:the\s+)?([\p{L}][\p{L}\p{N} _-]{1,40}?)\s+(?:of|for)\s+(?:the\s+)?([`\p{L}][\p{L}\p{N}`._/ -]{0,50}?)\s+(?:is|are)\s+(.+)$/iu;
const isSentence = /^(\s*(?:[-*+]\s+)?)(?:the\s+)?([`\p{L}][\p{L}\p{N}`._/'’ -]{1,60}?)\s+(?:is|are)\s+(.+)$/iu;
const passive =
  /^(?:(owned|maintained|managed|operated|handled|hosted|deployed|run|stored|served|led|supported)\s+(by|in|on|at|from)|set to|located (?:in|at))\s+(.+)$/iu;

const historic =
  /\b(was|were|used to|formerly|previously|previous|earlier|old|once|until|had been|back then|at that time|originally|deprecated|obsolete|no longer|before (the )?(migration|move|change))\b|~~/i;
const validity =
  /\b(since|as of|effective|from|verified|updated|checked|confirmed|last)\s+(on\s+)?[`(]*\d{4}-\d{2}-\d{2}/gi;

/** All facts of the store that other facts could contradict; statements that go as duplicates are left out. */
export function memoryFacts(world: DreamWorld): MemoryFact[] {
  const dropped = droppedLines(world);
  return world.documents.flatMap((document) => {
    if (!document.isProse) return [];
    const gone = document.isLocked ? undefined : dropped.get(document.path);
    const units = document.units.filter(({ startLine }) => !gone?.has(startLine));
    const facts = units.flatMap((unit, position) => factsOfUnit(document, unit).map((fact) => ({ ...fact, position })));
    return [...facts, ...frontMatterFacts(document)];
  });
}

function factsOfUnit(document: MemoryDocument, unit: MemoryUnit): MemoryFact[] {
  if (unit.kind === "table_row") return factsOfRow(document, unit);
  if ((unit.kind !== "bullet" && unit.kind !== "paragraph") || unit.isOrdered || unit.startLine !== unit.endLine)
    return [];
  const line = (document.lines[unit.startLine - 1] ?? "").replace(/\r$/, "");
  const found = readKeyValue(line) ?? readSentence(line);
  if (!found) return [];
  const value = readFactValue(line.slice(found.valueAt));
  if (!value || (found.isSentence && value.type === "word" && !isPlainName(found.key, value.text))) return [];
  return buildFact(document, unit, { ...found, line: unit.startLine, value, column: found.valueAt + value.offset });
}

/** In a sentence a word may as well describe: it is a value when it is written as a name, or alone under a key of two words. */
function isPlainName(key: string, text: string): boolean {
  return /^\p{Lu}/u.test(text) || (/\s/.test(key.trim()) && !/\s/.test(text));
}

interface FoundKey {
  key: string;
  valueAt: number;
  isSentence: boolean;
}

function readKeyValue(line: string): FoundKey | null {
  const match = keyValue.exec(line);
  const [, lead = "", key = "", sign = "", rest = ""] = match ?? [];
  if (!match || /^\/\//.test(rest)) return null;
  const bare = key.replace(/[`*]/g, "").trim();
  const inner = attributeOf.exec(rest);
  if (inner?.[1] !== undefined && bare.split(/\s+/).length <= 3 && !freeKey.test(inner[1])) {
    const valueAt = line.length - rest.length + inner[0].length;
    return { key: freeKey.test(bare) ? inner[1] : `${bare} ${inner[1]}`, valueAt, isSentence: false };
  }
  return bare.split(/\s+/).length > 6 || freeKey.test(bare)
    ? null
    : { key: bare, valueAt: lead.length + key.length + sign.length, isSentence: false };
}

function readSentence(line: string): FoundKey | null {
  const of = ofSentence.exec(line);
  if (of?.[2] && of[3] && of[4]) return sentence(line, `${of[3]} ${of[2]}`, of[4]);
  const is = isSentence.exec(line);
  if (!is?.[2] || !is[3]) return null;
  const verb = passive.exec(is[3]);
  if (verb?.[3]) return sentence(line, `${is[2]} ${verb[1] ?? "setting"}`, verb[3]);
  return is[2].split(/\s+/).length <= 6 ? sentence(line, is[2], is[3]) : null;
}

function sentence(line: string, key: string, rest: string): FoundKey {
  return {
    key: key.replace(/[`*]/g, "").replace(/['’]s\b/g, ""),
    valueAt: line.length - rest.length,
    isSentence: true,
  };
}

interface FactParts extends FoundKey {
  line: number;
  value: FactValue;
  column: number;
}

function buildFact(
  document: MemoryDocument,
  unit: MemoryUnit,
  parts: FactParts,
  cell: FactKey | null = null,
): MemoryFact[] {
  const key = cell ?? readFactKey(parts.key);
  if (!key) return [];
  const scope = readFactScope(document, unit);
  const places = [...unit.headingPath, ...unit.parents, document.path, parts.key, parts.value.qualifier];
  const isOwn = key.isNamed || key.entity.length > 0 || scope.label === "";
  return [
    {
      document,
      unit,
      line: parts.line,
      column: parts.column,
      value: parts.value,
      key,
      scope,
      entity: key.entity.length > 0 ? key.entity : scope.entity,
      environments: [...new Set(places.flatMap(splitName).flatMap((word) => environmentOf(word) ?? []))].sort(),
      label: isOwn ? parts.key : `${scope.label} ${parts.key}`,
      isHistoric: isHistoric(document.lines[parts.line - 1] ?? "", unit),
      writtenAtMs: writtenAtMs(document, unit),
      place: `${document.path}\0${unit.sectionLine}\0${unit.parents.join("\0")}`,
      position: unit.startLine,
    },
  ];
}

/** Whether a statement tells what was rather than what is. */
export function isHistoricUnit(unit: MemoryUnit): boolean {
  return isHistoric(unit.text, unit);
}

/** Words of their own only: `log-shipper` is a thing and no log. */
const pastTitle =
  /(?<![\p{L}\p{N}_-])(history|historical|archive|change-?log|log|timeline|post-?mortem|retro)(?![\p{L}\p{N}_-])/iu;

/** Dated entries and the past tense tell what was; a date of validity tells what is. */
function isHistoric(text: string, unit: MemoryUnit): boolean {
  const undated = text.replace(validity, " ");
  const titles = [...unit.headingPath, ...unit.parents].join(" ");
  const dated =
    /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}* \d{1,4}\b/iu;
  const isEntry = /^\W*(\d{4}-\d{2}-\d{2}|\[\d{4})/.test(undated) || historic.test(undated);
  return isEntry || dated.test(titles) || pastTitle.test(titles);
}

function factsOfRow(document: MemoryDocument, unit: MemoryUnit): MemoryFact[] {
  const header = headerOf(document, unit.startLine);
  const line = (document.lines[unit.startLine - 1] ?? "").replace(/\r$/, "");
  const [first, ...cells] = splitRow(line);
  if (!header || !first) return [];
  return cells.flatMap((cell, index) => {
    const key = header[index + 1]?.text.trim() ?? "";
    const value = key === "" || freeKey.test(key) ? null : readFactValue(cell.text);
    if (!value) return [];
    const row = first.text.replace(/[`*]/g, "").trim();
    const parts = {
      key: `${row} ${key}`,
      valueAt: 0,
      isSentence: false,
      line: unit.startLine,
      value,
      column: cell.at + value.offset,
    };
    return buildFact(document, unit, parts, readCellKey(row, key)).map((fact) => ({
      ...fact,
      unit: null,
      place: `${fact.place}\0${unit.startLine}`,
    }));
  });
}

function headerOf(document: MemoryDocument, line: number): { text: string; at: number }[] | null {
  for (let at = line - 1; at > 1; at--) {
    const text = document.lines[at - 1] ?? "";
    if (/^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(text) && text.includes("-")) return splitRow(document.lines[at - 2] ?? "");
    if (!text.includes("|")) return null;
  }
  return null;
}

function splitRow(line: string): { text: string; at: number }[] {
  const cells: { text: string; at: number }[] = [];
  const lead = /^\s*\|?/.exec(line)?.[0].length ?? 0;
  let start = lead;
  for (let at = lead; at <= line.length; at++) {
    if (at < line.length && (line[at] !== "|" || line[at - 1] === "\\")) continue;
    if (at < line.length || line.slice(start).trim() !== "") cells.push({ text: line.slice(start, at), at: start });
    start = at + 1;
  }
  return cells;
}

function frontMatterFacts(document: MemoryDocument): MemoryFact[] {
  const count = document.frontMatter?.malformed === false ? document.frontMatter.lineCount : 0;
  return document.lines.slice(0, count).flatMap((text, index) => {
    const match = /^([\p{L}_][\p{L}\p{N}_ -]*):\s+(\S.*?)\s*$/u.exec(text);
    const value = match?.[2] && !freeKey.test(match[1] ?? "") ? readFactValue(match[2]) : null;
    if (!match?.[1] || !match[2] || !value) return [];
    const unit: MemoryUnit = {
      kind: "paragraph",
      text,
      startLine: index + 1,
      endLine: index + 1,
      blockEndLine: index + 1,
      headingPath: document.headings.slice(0, 1).map((heading) => heading.text),
      checked: null,
      parents: [],
      isOrdered: false,
      sectionLine: 0,
    };
    const valueAt = text.indexOf(match[2], match[1].length + 1);
    const parts = { key: match[1], valueAt, isSentence: false, line: index + 1, value, column: valueAt + value.offset };
    return buildFact(document, unit, parts).map((fact) => ({ ...fact, unit: null, place: `${document.path}\0front` }));
  });
}
