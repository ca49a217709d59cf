import type { MemoryDocument, MemoryUnit } from "../engine/memory-document";
import { writtenAtMs } from "../engine/memory-document";
import { parseTime } from "../engine/normalise-session";
import type { DreamWorld } from "../engine/world";
import { readFactScope } from "./fact-key";
import { isHistoricUnit } from "./memory-facts";
import { findIndexes } from "./memory-index";
import { isIdentifier, readAnchors } from "./text-anchors";
import { closedPhrase, conditional, openValue, stateField, type VolatileForm, volatileForms } from "./volatile-words";
import { type WorkReference, workReferences } from "./work-references";

/** A line that says that something will not stay as it is. */
export interface VolatileLine {
  document: MemoryDocument;
  line: number;
  text: string;
  kind: VolatileForm["kind"];
  /** Whether another state may stand in the place of `words`. */
  isState: boolean;
  /** A front matter value, which takes a bare state. */
  isField: boolean;
  column: number;
  words: string;
  references: readonly WorkReference[];
  /** Names of things in it, else of the thing that its place is about, lower case; for lines without a reference. */
  names: readonly string[];
  atMs: number | null;
}

/** A state with its day is no longer volatile, whatever else the line says: what a dream has brought up to date stays so. */
const settled = new RegExp(`(?:${closedPhrase.source})[^.]{0,24}\\b\\d{4}-\\d{2}-\\d{2}\\b`, "i");

/** The lines of notes that are volatile: neither rules, nor history, nor entries of an index. */
export function volatileLines(world: DreamWorld): VolatileLine[] {
  const indexPaths = new Set(findIndexes(world).map(({ document }) => document.path));
  return world.documents.flatMap((document) => {
    if (!document.isProse || indexPaths.has(document.path)) return [];
    const own = document.units
      .filter(({ kind }) => kind === "bullet" || kind === "paragraph" || kind === "table_row")
      .flatMap((unit) => lineOf(document, unit) ?? []);
    return [...fieldsOf(document), ...own];
  });
}

function lineOf(document: MemoryDocument, unit: MemoryUnit): VolatileLine | null {
  if (unit.isOrdered || isRecord(unit) || settled.test(unit.text) || conditional.test(withoutCode(unit.text)))
    return null;
  for (const form of volatileForms) {
    for (let line = unit.startLine; line <= unit.endLine; line++) {
      const text = (document.lines[line - 1] ?? "").replace(/\r$/, "");
      const match = form.pattern.exec(withoutCode(text));
      if (!match) continue;
      const said = namesIn(unit.text);
      const place = readFactScope(document, unit).label.toLowerCase();
      const names = said.length > 0 || !isIdentifier(place) ? said : [place];
      return {
        document,
        line,
        text,
        kind: form.kind,
        isState: form.isState,
        isField: false,
        column: match.index,
        words: match[0],
        references: workReferences(unit.text, "capital"),
        names,
        atMs: introducedAtMs(document, unit, line),
      };
    }
  }
  return null;
}

/** Code keeps its length, so that columns stay true. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, (code) => " ".repeat(code.length));
}

function isRecord(unit: MemoryUnit): boolean {
  const titles = [...unit.headingPath, ...unit.parents].join(" ");
  const tellsWhatWas = /\b(?:was|were|had been|used to|formerly|previously|back then)\b/i.test(unit.text);
  return (
    /\b(?:history|historical|archive|changelog|log|timeline|post-?mortem|retro)\b/i.test(titles) ||
    (tellsWhatWas && isHistoricUnit(unit))
  );
}

function namesIn(text: string): string[] {
  const { plain } = readAnchors(text);
  const coded = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
  const words = plain.split(/[\s,;()"']+/).map((word) => word.replace(/[.:!?]+$/, ""));
  return [...new Set([...coded, ...words.filter((word) => isIdentifier(word))])]
    .filter((word) => word.length > 3 && /\p{L}{2}/u.test(word) && !/^\d{4}-\d{2}-\d{2}/.test(word))
    .map((word) => word.toLowerCase());
}

/** Fields of front matter that hold a state; the file's own name and its other fields say of what. */
function fieldsOf(document: MemoryDocument): VolatileLine[] {
  const count = document.frontMatter?.malformed === false ? document.frontMatter.lineCount : 0;
  const block = document.lines.slice(0, count);
  const about = `${document.path
    .slice(document.path.lastIndexOf("/") + 1)
    .replace(/\.\w+$/, "")
    .toUpperCase()}\n${block.join("\n")}`;
  return block.flatMap((text, index): VolatileLine[] => {
    const [, lead = "", name = "", value = ""] =
      /^(([\p{L}_][\p{L}\p{N}_ -]*):\s+["']?)([^"'#]*[^"'#\s])/u.exec(text) ?? [];
    if (value === "" || !stateField.test(name) || !openValue.test(value)) return [];
    const unit = { text: "", parents: [], headingPath: [], startLine: index + 1 };
    return [
      {
        document,
        line: index + 1,
        text,
        kind: "in_flight",
        isState: true,
        isField: true,
        column: lead.length,
        words: value,
        references: workReferences(about, "capital"),
        names: [],
        atMs: writtenAtMs(document, unit),
      },
    ];
  });
}

/** A date in a line may be one to come ("due 2026-03-10"): when it was written counts then. */
function introducedAtMs(document: MemoryDocument, unit: MemoryUnit, line: number): number | null {
  const said = writtenAtMs(document, unit);
  const { memory } = document;
  const written =
    parseTime(memory.as_of) ?? parseTime(memory.line_written_at?.[line - 1]) ?? parseTime(memory.updated_at);
  return said !== null && written !== null ? Math.min(said, written) : said;
}
