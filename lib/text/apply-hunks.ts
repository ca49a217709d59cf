import type { Hunk } from "./diff-lines";
import { joinLines, lineText, splitLines } from "./lines";

/** A hunk as reviewed: `replacement_lines`, where present, stand in for what the hunk would put in. */
export interface ApplicableHunk extends Hunk {
  id?: string;
  replacement_lines?: readonly string[] | null;
}

/** The hunk was not made from this text, or two chosen hunks overlap. */
export class HunkMismatchError extends Error {
  readonly code = "hunk_mismatch";
  readonly data: { oldLine: number };

  constructor(oldLine: number) {
    super(`The hunk does not fit the text at line ${oldLine}.`);
    this.name = "HunkMismatchError";
    this.data = { oldLine };
  }
}

/**
 * Applies the chosen hunks of one diff to the text it was made from. `chosen` holds hunk ids, or indexes into `hunks`
 * for hunks without an id. All of them give the text after, none the text before, and any subset applies whatever
 * its order, because hunks of one diff are disjoint and stand at positions of the text before. Context lines are only checked.
 *
 * @throws HunkMismatchError when a hunk does not fit `before`
 */
export function applyHunks(
  before: string,
  hunks: readonly ApplicableHunk[],
  chosen: ReadonlySet<number | string>,
): string {
  const old = splitLines(before);
  const result: string[] = [];
  let taken = 0;
  for (const hunk of chooseInOrder(hunks, chosen)) {
    const start = startIndex(hunk);
    if (start < taken || start > old.length) throw new HunkMismatchError(hunk.old_start);
    for (const line of old.slice(taken, start)) result.push(line);
    taken = applyOne(hunk, old, start, result);
  }
  for (const line of old.slice(taken)) result.push(line);
  return joinLines(result);
}

function startIndex(hunk: Hunk): number {
  return hunk.old_count === 0 ? hunk.old_start : hunk.old_start - 1;
}

function chooseInOrder(hunks: readonly ApplicableHunk[], chosen: ReadonlySet<number | string>): ApplicableHunk[] {
  return hunks
    .filter((hunk, index) => chosen.has(hunk.id ?? index))
    .sort((left, right) => startIndex(left) - startIndex(right) || left.old_count - right.old_count);
}

function applyOne(hunk: ApplicableHunk, old: readonly string[], start: number, result: string[]): number {
  const firstChange = hunk.lines.findIndex((line) => line.op !== " ");
  const lastChange = hunk.lines.findLastIndex((line) => line.op !== " ");
  const replacement = hunk.replacement_lines ?? null;
  // Only a change that reaches the end of the text can leave its last line open.
  const endsOpen = hunk.no_newline_at_end?.new === true && lastChange === hunk.lines.length - 1;
  const added: string[] = [];
  let at = start;
  hunk.lines.forEach(({ op, text }, index) => {
    if (replacement && index === firstChange) for (const own of replacement) added.push(refuseLineFeed(own));
    const replaced = replacement !== null && index >= firstChange && index <= lastChange;
    if (op === "+") {
      if (!replaced) added.push(text);
      return;
    }
    const line = old[at++];
    if (line === undefined || lineText(line) !== text) throw new HunkMismatchError(at);
    if (op === "-" || replaced) return;
    flushAdded(added, result, false);
    result.push(line);
  });
  flushAdded(added, result, endsOpen);
  if (at - start !== hunk.old_count) throw new HunkMismatchError(hunk.old_start);
  return at;
}

function flushAdded(added: string[], result: string[], endsOpen: boolean): void {
  added.forEach((text, index) => {
    result.push(endsOpen && index === added.length - 1 ? text : `${text}\n`);
  });
  added.length = 0;
}

function refuseLineFeed(text: string): string {
  if (text.includes("\n")) throw new RangeError("A replacement line must not contain a line feed.");
  return text;
}
