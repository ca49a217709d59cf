import { type FrontMatter, parseFrontMatter } from "@/lib/text/front-matter";
import type { MarkdownLink } from "@/lib/text/markdown-links";
import { type MarkdownHeading, type MarkdownUnit, parseMarkdownUnits } from "@/lib/text/markdown-units";
import type { EngineMemory } from "./engine-input";
import { parseTime } from "./normalise-session";

/** The smallest piece of a note that says something of its own. Lines count from 1, front matter included. */
export interface MemoryUnit extends MarkdownUnit {
  /** Texts of the list items that it is nested in, outermost first. */
  parents: readonly string[];
  /** Whether it is a step: its place in the order carries meaning. */
  isOrdered: boolean;
  /** Line of the heading it stands under; 0 before the first. */
  sectionLine: number;
}

/** A memory read once for all detectors. */
export interface MemoryDocument {
  memory: EngineMemory;
  path: string;
  /** Without line feeds; a carriage return before one stays. Text after the last line feed is a line unless empty. */
  lines: readonly string[];
  frontMatter: FrontMatter | null;
  units: readonly MemoryUnit[];
  headings: readonly MarkdownHeading[];
  links: readonly MarkdownLink[];
  /** Whether edits are refused: frozen by its front matter, or the store is read-only. */
  isLocked: boolean;
  /** Whether it is notes (Markdown or plain text), where lines can be added and taken away. */
  isProse: boolean;
}

/** What the text of a memory alone says. */
type MemoryText = Omit<MemoryDocument, "memory" | "path" | "isLocked">;

/** Reading Markdown is most of a small dream, and a memory is looked at again in a dream of the result and of the rest. */
const knownTexts = new WeakMap<EngineMemory, MemoryText>();

/** Reads a memory, which must not change afterwards, into lines, units, headings and links. */
export function readDocument(memory: EngineMemory, isStoreReadOnly: boolean): MemoryDocument {
  const text = knownTexts.get(memory) ?? readText(memory);
  knownTexts.set(memory, text);
  return { memory, path: memory.path, ...text, isLocked: isStoreReadOnly || isFrozen(text.frontMatter) };
}

function readText(memory: EngineMemory): MemoryText {
  const lines = memory.content.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const isProse = /\.(md|markdown|mdx|txt|text)$/i.test(memory.path) || !/\.[A-Za-z0-9]{1,8}$/.test(memory.path);
  const parsed = isProse
    ? parseMarkdownUnits(memory.content)
    : { frontMatter: parseFrontMatter(memory.content), headings: [], units: [], links: [] };
  return {
    lines,
    ...parsed,
    units: withPlaces(
      parsed.units.flatMap((unit) => splitStatements(unit, lines)),
      parsed.headings,
      lines,
    ),
    isProse,
  };
}

/** Read from the raw block, so that front matter which is no valid YAML still protects its file. */
export function isFrozen(frontMatter: FrontMatter | null): boolean {
  return frontMatter !== null && /^dream:\s*["']?frozen["']?\s*$/im.test(frontMatter.raw);
}

/** Hurried notes put one statement a line without list markers, which Markdown reads as one paragraph. */
function splitStatements(unit: MarkdownUnit, lines: readonly string[]): MarkdownUnit[] {
  if (unit.kind !== "paragraph" || unit.endLine === unit.startLine) return [unit];
  const own = lines.slice(unit.startLine - 1, unit.endLine).map((line) => line.trim());
  const isStatement = (line: string) =>
    /[.!?)]$/.test(line) || /^[\p{L}\p{N}_. /-]{1,60}\s?[:=]\s*\S/u.test(line) || /^\[?\d{4}-\d{2}-\d{2}/.test(line);
  if (!own.every((line) => isStatement(line) && /^[\p{Lu}\p{N}`*_[\p{Lo}]|^[\p{L}_-]+\s?[:=]/u.test(line)))
    return [unit];
  return own.map((text, index) => {
    const line = unit.startLine + index;
    return { ...unit, text: text.replace(/\s+/g, " "), startLine: line, endLine: line, blockEndLine: line };
  });
}

function withPlaces(
  units: readonly MarkdownUnit[],
  headings: readonly MarkdownHeading[],
  lines: readonly string[],
): MemoryUnit[] {
  const open: MarkdownUnit[] = [];
  let heading = -1;
  return units.map((unit) => {
    while (open.length > 0 && (open.at(-1)?.blockEndLine ?? 0) < unit.startLine) open.pop();
    while ((headings[heading + 1]?.line ?? Number.POSITIVE_INFINITY) < unit.startLine) heading++;
    const parents = open.map((parent) => parent.text);
    if (unit.kind === "bullet") open.push(unit);
    const isOrdered = unit.kind === "bullet" && /^[\s>]*\d{1,9}[.)]/.test(lines[unit.startLine - 1] ?? "");
    return { ...unit, parents, isOrdered, sectionLine: headings[heading]?.line ?? 0 };
  });
}

/** The last segment of a path without its extension. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, "");
}

/** The folder of a path with a slash at its end. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

const dateFields = ["updated", "updated_at", "as_of", "date", "verified", "last_updated", "created"];

/**
 * When the text of a line was true: a date in the line or its headings wins, then front matter, then what the writer said, then the
 * version's time. In milliseconds since 1970.
 */
export function writtenAtMs(
  document: MemoryDocument,
  unit: Pick<MemoryUnit, "text" | "parents" | "headingPath" | "startLine">,
): number | null {
  for (const text of [unit.text, ...[...unit.parents].reverse(), ...[...unit.headingPath].reverse()]) {
    const stamp = /\b\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?Z)?\b/.exec(text)?.[0];
    if (stamp !== undefined && parseTime(stamp) !== null) return parseTime(stamp);
  }
  const { memory, frontMatter } = document;
  for (const name of dateFields) {
    const value = frontMatter?.data[name];
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) && parseTime(value) !== null)
      return parseTime(value);
  }
  return (
    parseTime(memory.as_of) ?? parseTime(memory.line_written_at?.[unit.startLine - 1]) ?? parseTime(memory.updated_at)
  );
}
