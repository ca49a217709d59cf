import { diffLines } from "@/lib/text/diff-lines";
import type { StoredHunk } from "./change-row";

/** A stretch of the base: from a line up to, not with, another, counted from 0. An insertion is empty. */
export interface LineSpan {
  from: number;
  to: number;
}

/** What a hunk takes out or stands between, in lines of the text that it was made from; its context is left out. */
export function touchedLines(hunk: Pick<StoredHunk, "old_start" | "old_count" | "lines">): LineSpan {
  const first = hunk.old_count === 0 ? hunk.old_start : hunk.old_start - 1;
  let line = first;
  let from: number | null = null;
  let to = first;
  for (const { op } of hunk.lines) {
    if (op === " ") {
      line += 1;
      continue;
    }
    from ??= line;
    if (op === "-") line += 1;
    to = line;
  }
  return { from: from ?? first, to };
}

/** Whether two edits of one text touch the same lines. An insertion meets a stretch also at its borders. */
export function spansMeet(left: LineSpan, right: LineSpan): boolean {
  if (left.from === left.to || right.from === right.to) return left.from <= right.to && right.from <= left.to;
  return left.from < right.to && right.from < left.to;
}

interface CarriedEdit {
  old: LineSpan;
  now: LineSpan;
}

/** Moves spans of one text to the lines of another version of it; a stretch that was rewritten grows to all that took its place. */
export function carrySpans(spans: readonly LineSpan[], from: string, to: string): LineSpan[] {
  let shift = 0;
  const edits: CarriedEdit[] = [];
  for (const hunk of diffLines(from, to, { context: 0 }).hunks) {
    const old = touchedLines(hunk);
    const start = old.from + shift;
    edits.push({ old, now: { from: start, to: start + hunk.new_count } });
    shift += hunk.new_count - (old.to - old.from);
  }
  return spans.map((span) => carrySpan(span, edits));
}

function carrySpan(span: LineSpan, edits: readonly CarriedEdit[]): LineSpan {
  const met = edits.filter(({ old }) => spansMeet(old, span));
  const before = edits.filter((edit) => edit.old.to <= span.from && !met.includes(edit));
  const from = span.from + growthOf(before);
  const to = span.to + growthOf(edits.filter(({ old }) => old.to <= span.to));
  const starts = met.map(({ now }) => now.from);
  const ends = met.map(({ now }) => now.to);
  // A border inside an edit has no place of its own in the new text: the edit's border stands for it.
  const cutsFrom = met.some(({ old }) => old.from < span.from && span.from < old.to);
  const cutsTo = met.some(({ old }) => old.from < span.to && span.to < old.to);
  return {
    from: Math.min(...starts, ...(cutsFrom ? [] : [from])),
    to: Math.max(...ends, ...(cutsTo ? [] : [to])),
  };
}

function growthOf(edits: readonly CarriedEdit[]): number {
  return edits.reduce((sum, { old, now }) => sum + (now.to - now.from) - (old.to - old.from), 0);
}
