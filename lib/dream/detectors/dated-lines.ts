import { holdsSecret } from "../engine/event-evidence";
import type { MemoryDocument, MemoryUnit } from "../engine/memory-document";
import { parseTime } from "../engine/normalise-session";
import { absoluteDate, type RelativeDate, relativeDate } from "./relative-dates";

export interface DatedLine extends RelativeDate {
  line: number;
  /** The day (UTC) on which the version that brought the line in was written, YYYY-MM-DD. */
  writtenOn: string;
}

const knownLines = new WeakMap<MemoryDocument, readonly DatedLine[]>();

/**
 * The lines of a note that name one day by the day on which they were written. Only the version that brought a line in tells that day: where
 * it is not known, was taken over from elsewhere, or the line's place has a date of its own, there is none.
 */
export function datedLines(document: MemoryDocument): readonly DatedLine[] {
  const lines = knownLines.get(document) ?? readLines(document);
  knownLines.set(document, lines);
  return lines;
}

/** The text of a statement with its day behind the phrase, as a dream would write it. */
export function withAbsoluteDate(document: MemoryDocument, unit: MemoryUnit): string {
  const dated = datedLines(document).find(({ line }) => line === unit.startLine);
  return dated ? unit.text.replace(dated.words, `${dated.words} (${dated.day})`) : unit.text;
}

function readLines(document: MemoryDocument): DatedLine[] {
  if (!document.isProse || absoluteDate.test(`${document.path}\n${document.frontMatter?.raw ?? ""}`)) return [];
  return document.units.flatMap((unit): DatedLine[] => {
    const line = document.lines[unit.startLine - 1] ?? "";
    const atMs = broughtInAtMs(document, unit.startLine);
    const isNote = (unit.kind === "bullet" || unit.kind === "paragraph") && unit.startLine === unit.endLine;
    if (!isNote || atMs === null || /^\s*>/.test(line) || !/day|tonight|tomorrow/i.test(line)) return [];
    if (isLedIn(document, unit)) return [];
    if (absoluteDate.test([...unit.headingPath, ...unit.parents].join("\n")) || holdsSecret(line)) return [];
    const found = relativeDate(line, atMs);
    return found ? [{ ...found, line: unit.startLine, writtenOn: new Date(atMs).toISOString().slice(0, 10) }] : [];
  });
}

/** Whether it stands in a list that a line with a colon opens: what a report holds, what to look at. */
function isLedIn({ lines }: MemoryDocument, { startLine, parents }: MemoryUnit): boolean {
  const above = lines.slice(0, startLine - 1).findLast((line) => !/^\s*(?:$|[-*+]\s|\d{1,9}[.)]\s)/.test(line));
  return [above ?? "", ...parents].some((text) => text.trimEnd().endsWith(":"));
}

/** When the version that brought a line in was written or, where its writer said so, true; null where no version tells. */
function broughtInAtMs({ memory }: MemoryDocument, line: number): number | null {
  if (memory.carried_lines?.includes(line)) return null;
  if (memory.line_written_at) return parseTime(memory.line_written_at[line - 1]);
  // Changed, and without a time for each line: too many versions to tell.
  if (memory.created_at !== memory.updated_at) return null;
  return parseTime(memory.as_of) ?? parseTime(memory.updated_at);
}
