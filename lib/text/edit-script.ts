import { diffArrays } from "diff";
import { anchorUniqueLines } from "./anchor-unique-lines";

/** `beforeCount` lines at index `beforeStart` give way to `afterCount` lines at `afterStart`; indexes count from 0. */
export interface Edit {
  beforeStart: number;
  beforeCount: number;
  afterStart: number;
  afterCount: number;
}

export interface EditScript {
  /** In order and disjoint: at least one equal line stands between two edits. */
  edits: Edit[];
  /** True when some range was too different to compare line by line and is given as replaced in whole. */
  bounded: boolean;
}

export interface EditScriptOptions {
  /** Wall clock for the whole comparison; a backstop, the work limit decides first and alike on every machine. */
  timeoutMs?: number;
  /** Ranges with more lines than this, both sides together, are not compared. */
  maxLines?: number;
}

interface Search {
  a: Int32Array;
  b: Int32Array;
  /** For each line of `a` its partner in `b`, or -1. */
  partner: Int32Array;
  workLeft: number;
  deadlineMs: number;
  bounded: boolean;
}

const maxSquaredEdits = 4_000_000;
const maxDepth = 12;

/**
 * Finds the edits that turn one list of lines into another, in bounded time.
 *
 * Equal head and tail are set aside, lines that occur once on both sides anchor the rest (patience diff, Bram Cohen), and what
 * lies between two anchors goes to Myers (E. W. Myers, An O(ND) Difference Algorithm, 1986) after lines that one side lacks are left out:
 * they cannot be part of any match. Myers costs the square of the edits, so each range gets a limit taken from a common budget.
 */
export function editScript(
  before: readonly string[],
  after: readonly string[],
  options: EditScriptOptions = {},
): EditScript {
  const { timeoutMs = 300, maxLines = 200_000 } = options;
  const ids = new Map<string, number>();
  const a = internLines(before, ids);
  const b = internLines(after, ids);
  const partner = new Int32Array(a.length).fill(-1);
  const search: Search = {
    a,
    b,
    partner,
    workLeft: maxSquaredEdits,
    deadlineMs: Date.now() + timeoutMs,
    bounded: false,
  };
  matchRange(search, 0, a.length, 0, b.length, maxLines, 0);
  return { edits: collectEdits(partner, b.length), bounded: search.bounded };
}

function internLines(lines: readonly string[], ids: Map<string, number>): Int32Array {
  return Int32Array.from(lines, (line) => {
    const known = ids.get(line);
    if (known !== undefined) return known;
    ids.set(line, ids.size);
    return ids.size - 1;
  });
}

function matchRange(
  search: Search,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
  maxLines: number,
  depth: number,
): void {
  const { a, b, partner } = search;
  let [aLow, aHigh, bLow, bHigh] = [aStart, aEnd, bStart, bEnd];
  while (aLow < aHigh && bLow < bHigh && a[aLow] === b[bLow]) partner[aLow++] = bLow++;
  while (aLow < aHigh && bLow < bHigh && a[aHigh - 1] === b[bHigh - 1]) partner[--aHigh] = --bHigh;
  if (aLow === aHigh || bLow === bHigh) return;
  if (aHigh - aLow + bHigh - bLow > maxLines) {
    search.bounded = true;
    return;
  }
  const anchors = depth < maxDepth ? anchorUniqueLines(a, b, aLow, aHigh, bLow, bHigh) : [];
  if (anchors.length === 0) {
    matchByMyers(search, aLow, aHigh, bLow, bHigh);
    return;
  }
  for (const [aAnchor, bAnchor] of [...anchors, [aHigh, bHigh] as const]) {
    matchRange(search, aLow, aAnchor, bLow, bAnchor, maxLines, depth + 1);
    if (aAnchor < aHigh) partner[aAnchor] = bAnchor;
    aLow = aAnchor + 1;
    bLow = bAnchor + 1;
  }
}

function matchByMyers(search: Search, aLow: number, aHigh: number, bLow: number, bHigh: number): void {
  const aKept = indexesSharedWith(search.a, aLow, aHigh, new Set(search.b.subarray(bLow, bHigh)));
  const bKept = indexesSharedWith(search.b, bLow, bHigh, new Set(search.a.subarray(aLow, aHigh)));
  if (aKept.length === 0) return;
  const maxEditLength = Math.floor(Math.sqrt(search.workLeft / 2));
  const timeout = search.deadlineMs - Date.now();
  const changes =
    timeout < 0 || Math.abs(aKept.length - bKept.length) > maxEditLength
      ? undefined
      : diffArrays(
          aKept.map((index) => search.a[index]),
          bKept.map((index) => search.b[index]),
          { maxEditLength, timeout },
        );
  if (changes === undefined) {
    search.workLeft /= 2;
    search.bounded = true;
    return;
  }
  let [aAt, bAt, editCount] = [0, 0, 0];
  for (const { added, removed, count } of changes) {
    if (added) bAt += count;
    else if (removed) aAt += count;
    else for (let step = 0; step < count; step++) pair(search.partner, aKept[aAt++], bKept[bAt++]);
    if (added || removed) editCount += count;
  }
  search.workLeft -= editCount * editCount;
}

function pair(partner: Int32Array, aIndex: number | undefined, bIndex: number | undefined): void {
  if (aIndex !== undefined && bIndex !== undefined) partner[aIndex] = bIndex;
}

function indexesSharedWith(ids: Int32Array, low: number, high: number, others: ReadonlySet<number>): number[] {
  const kept: number[] = [];
  for (let index = low; index < high; index++) if (others.has(ids[index] ?? -1)) kept.push(index);
  return kept;
}

function collectEdits(partner: Int32Array, afterLength: number): Edit[] {
  const edits: Edit[] = [];
  let [beforeStart, afterStart] = [0, 0];
  for (let index = 0; index <= partner.length; index++) {
    const match = index < partner.length ? (partner[index] ?? -1) : afterLength;
    if (match === -1) continue;
    const [beforeCount, afterCount] = [index - beforeStart, match - afterStart];
    if (beforeCount > 0 || afterCount > 0) edits.push({ beforeStart, beforeCount, afterStart, afterCount });
    beforeStart = index + 1;
    afterStart = match + 1;
  }
  return edits;
}
