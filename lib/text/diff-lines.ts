import { type Edit, type EditScriptOptions, editScript } from "./edit-script";
import { lacksFinalNewline, lineText, splitLines } from "./lines";

export interface HunkLine {
  op: " " | "+" | "-";
  /** The line without its line feed; a carriage return before it is part of the text. */
  text: string;
}

/** Positions follow unified diff: lines count from 1, and a start is the line before when its count is 0. */
export interface Hunk {
  old_start: number;
  old_count: number;
  new_start: number;
  new_count: number;
  lines: HunkLine[];
  /** Stands on the hunk that shows a last line which no line feed ends, on either side. */
  no_newline_at_end?: NoNewline | undefined;
}

export interface NoNewline {
  old: boolean;
  new: boolean;
}

export interface LineDiff {
  /** One hunk for each run of changed lines, in order. */
  hunks: Hunk[];
  /** True when a range was too large or too different and stands as replaced in whole. */
  bounded: boolean;
  /** Left out when both texts end in a line feed, or are empty. */
  noNewlineAtEnd?: NoNewline;
}

export interface DiffLinesOptions extends EditScriptOptions {
  /** Unchanged lines shown around each change; default 3. */
  context?: number;
}

/**
 * Compares two texts line by line in bounded time (about 0.3 s at worst).
 *
 * A hunk is one run of changed lines, never several: it is the unit a reviewer decides on, so two changes that are one line
 * apart must stay separable. Context is shown, never decided: a line between two changes belongs to the earlier hunk's tail
 * or the later one's head and to no other, so hunks are disjoint, and `applyHunks` can take any subset.
 */
export function diffLines(before: string, after: string, options: DiffLinesOptions = {}): LineDiff {
  const old = splitLines(before);
  const now = splitLines(after);
  const { edits, bounded } = editScript(old, now, options);
  const open: NoNewline = { old: lacksFinalNewline(before), new: lacksFinalNewline(after) };
  const hunks = edits.map((edit, at) => {
    const [head, tail] = contextAround(edits, at, old.length, options.context ?? 3);
    return buildHunk(old, now, edit, head, tail, open);
  });
  return open.old || open.new ? { hunks, bounded, noNewlineAtEnd: open } : { hunks, bounded };
}

function contextAround(edits: readonly Edit[], at: number, oldLength: number, context: number): [number, number] {
  const edit = edits[at];
  if (!edit) return [0, 0];
  const previous = edits[at - 1];
  const gapBefore = edit.beforeStart - (previous ? previous.beforeStart + previous.beforeCount : 0);
  const takenByPrevious = previous ? Math.min(context, gapBefore) : 0;
  const gapAfter = (edits[at + 1]?.beforeStart ?? oldLength) - edit.beforeStart - edit.beforeCount;
  return [Math.min(context, gapBefore - takenByPrevious), Math.min(context, gapAfter)];
}

function buildHunk(
  old: readonly string[],
  now: readonly string[],
  edit: Edit,
  head: number,
  tail: number,
  open: NoNewline,
): Hunk {
  const oldFrom = edit.beforeStart - head;
  const oldTo = edit.beforeStart + edit.beforeCount + tail;
  const newFrom = edit.afterStart - head;
  const newTo = edit.afterStart + edit.afterCount + tail;
  const shown: NoNewline = { old: open.old && oldTo === old.length, new: open.new && newTo === now.length };
  const hunk: Hunk = {
    old_start: oldTo > oldFrom ? oldFrom + 1 : oldFrom,
    old_count: oldTo - oldFrom,
    new_start: newTo > newFrom ? newFrom + 1 : newFrom,
    new_count: newTo - newFrom,
    lines: [
      ...lineRange(" ", old, oldFrom, edit.beforeStart),
      ...lineRange("-", old, edit.beforeStart, oldTo - tail),
      ...lineRange("+", now, edit.afterStart, newTo - tail),
      ...lineRange(" ", old, oldTo - tail, oldTo),
    ],
  };
  return shown.old || shown.new ? { ...hunk, no_newline_at_end: shown } : hunk;
}

function lineRange(op: HunkLine["op"], lines: readonly string[], from: number, to: number): HunkLine[] {
  return lines.slice(from, to).map((line) => ({ op, text: lineText(line) }));
}
