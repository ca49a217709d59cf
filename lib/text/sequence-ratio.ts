import { editScript } from "./edit-script";

/**
 * How alike two sequences are, 0 to 1: twice the matched items over all items, where matches are found by taking the longest
 * common block and going on left and right of it (Ratcliff and Obershelp, Pattern Matching: The Gestalt Approach, 1988; the
 * measure of Python's difflib without its junk heuristic). Strings are compared by UTF-16 unit, arrays by item.
 *
 * The search stops after `maxSteps` comparisons; the answer is then a lower bound, made of what was matched or of the equal ends.
 */
export function sequenceRatio(left: ArrayLike<string>, right: ArrayLike<string>, maxSteps = 1_000_000): number {
  const total = left.length + right.length;
  if (total === 0) return 1;
  const ends = countEnds(left, right);
  if (2 * ends === total) return 1;
  return (2 * Math.max(ends, countMatched(left, right, maxSteps))) / total;
}

function countMatched(left: ArrayLike<string>, right: ArrayLike<string>, maxSteps: number): number {
  const places = new Map<string, number[]>();
  for (let at = 0; at < right.length; at++) {
    const item = right[at] ?? "";
    const known = places.get(item);
    if (known) known.push(at);
    else places.set(item, [at]);
  }
  let matched = 0;
  const budget = { stepsLeft: maxSteps };
  const open: [number, number, number, number][] = [[0, left.length, 0, right.length]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [leftLow, leftHigh, rightLow, rightHigh] = range;
    const block = longestBlock(left, places, range, budget);
    if (budget.stepsLeft < 0) break;
    if (block.size === 0) continue;
    matched += block.size;
    open.push([leftLow, block.left, rightLow, block.right]);
    open.push([block.left + block.size, leftHigh, block.right + block.size, rightHigh]);
  }
  return matched;
}

function longestBlock(
  left: ArrayLike<string>,
  places: ReadonlyMap<string, readonly number[]>,
  [leftLow, leftHigh, rightLow, rightHigh]: readonly [number, number, number, number],
  budget: { stepsLeft: number },
): { left: number; right: number; size: number } {
  let best = { left: leftLow, right: rightLow, size: 0 };
  if (rightLow >= rightHigh) return best;
  let lengths = new Map<number, number>();
  for (let at = leftLow; at < leftHigh; at++) {
    if (--budget.stepsLeft < 0) break;
    const next = new Map<number, number>();
    for (const place of places.get(left[at] ?? "") ?? []) {
      if (place < rightLow) continue;
      if (place >= rightHigh) break;
      budget.stepsLeft--;
      const size = (lengths.get(place - 1) ?? 0) + 1;
      next.set(place, size);
      if (size > best.size) best = { left: at - size + 1, right: place - size + 1, size };
    }
    lengths = next;
  }
  return best;
}

function countEnds(left: ArrayLike<string>, right: ArrayLike<string>): number {
  const shortest = Math.min(left.length, right.length);
  let head = 0;
  while (head < shortest && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shortest - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;
  return head + tail;
}

export interface TokenChange {
  removed: string[];
  added: string[];
}

/** The items to take out of `left` and to put in to get `right`, run by run, as a minimal edit finds them. */
export function tokenChanges(left: readonly string[], right: readonly string[]): TokenChange[] {
  return editScript(left, right).edits.map((edit) => ({
    removed: left.slice(edit.beforeStart, edit.beforeStart + edit.beforeCount),
    added: right.slice(edit.afterStart, edit.afterStart + edit.afterCount),
  }));
}
