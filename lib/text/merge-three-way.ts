import { diff3MergeRegions } from "node-diff3";
import { joinLines, splitLines } from "./lines";

export interface MergeInput {
  base: string;
  ours: string;
  theirs: string;
  /** Names after the markers; default `ours`, `base`, `theirs`. */
  labels?: { base: string; ours: string; theirs: string };
  /** Comparisons allowed for each side; what needs more becomes one conflict. */
  maxComparisons?: number;
}

export interface MergeConflict {
  /** Place of the whole marked block in `content`, markers included; lines count from 1. */
  startLine: number;
  lineCount: number;
  base: string;
  ours: string;
  theirs: string;
}

export interface MergeResult {
  /** The merged text; where it is not clean, conflicts stand in it between markers. */
  content: string;
  clean: boolean;
  conflicts: MergeConflict[];
  /** True when the texts were too large to compare and stand as one conflict. */
  bounded: boolean;
}

interface Side {
  lines: string[];
  ids: number[];
}

/**
 * Merges two edits of one base, line by line (diff3: Khanna, Kunal, Pierce, A Formal Investigation of Diff3, 2007).
 *
 * Edits that touch the same line or lines next to each other conflict, unless both sides made the same edit. A conflict is written as
 * `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`; where a line of the texts already begins like a marker, the markers
 * are made longer than it, so they cannot be mistaken. A clean merge has no markers and nothing but lines of the inputs.
 */
export function mergeThreeWay(input: MergeInput): MergeResult {
  const { base, ours, theirs } = input;
  if (ours === theirs || theirs === base) return cleanly(ours);
  if (ours === base) return cleanly(theirs);

  const known = new Map<string, number>();
  const [o, a, b] = [base, ours, theirs].map((text) => readSide(text, known)) as [Side, Side, Side];
  const head = commonHead(o.ids, a.ids, b.ids);
  const tail = commonTail(o.ids, a.ids, b.ids, head);
  const [oMiddle, aMiddle, bMiddle] = [o, a, b].map((side) => side.ids.slice(head, side.ids.length - tail)) as [
    number[],
    number[],
    number[],
  ];
  const limit = input.maxComparisons ?? 50_000_000;
  const bounded = countComparisons(oMiddle, aMiddle) > limit || countComparisons(oMiddle, bMiddle) > limit;
  const whole = [
    {
      stable: false as const,
      aStart: 0,
      aLength: aMiddle.length,
      oStart: 0,
      oLength: oMiddle.length,
      bStart: 0,
      bLength: bMiddle.length,
    },
  ];

  const out: string[] = o.lines.slice(0, head);
  const conflicts: MergeConflict[] = [];
  const take = (side: Side, start: number, length: number) => side.lines.slice(head + start, head + start + length);
  for (const region of bounded ? whole : diff3MergeRegions(aMiddle, oMiddle, bMiddle)) {
    if (region.stable) {
      const side = region.buffer === "a" ? a : region.buffer === "b" ? b : o;
      for (const line of take(side, region.bufferStart, region.bufferLength)) out.push(line);
      continue;
    }
    const oursText = joinLines(take(a, region.aStart, region.aLength));
    const theirsText = joinLines(take(b, region.bStart, region.bLength));
    const baseText = joinLines(take(o, region.oStart, region.oLength));
    if (oursText === theirsText) {
      for (const line of take(a, region.aStart, region.aLength)) out.push(line);
      continue;
    }
    const block = renderConflict({ base: baseText, ours: oursText, theirs: theirsText }, input);
    conflicts.push({
      startLine: out.length + 1,
      lineCount: block.length,
      base: baseText,
      ours: oursText,
      theirs: theirsText,
    });
    for (const line of block) out.push(line);
  }
  for (const line of o.lines.slice(o.lines.length - tail)) out.push(line);
  return { content: joinLines(out), clean: conflicts.length === 0, conflicts, bounded };
}

function cleanly(content: string): MergeResult {
  return { content, clean: true, conflicts: [], bounded: false };
}

function readSide(text: string, known: Map<string, number>): Side {
  const lines = splitLines(text);
  const ids = lines.map((line) => {
    const id = known.get(line) ?? known.size;
    known.set(line, id);
    return id;
  });
  return { lines, ids };
}

function commonHead(...sides: number[][]): number {
  const [first = [], ...others] = sides;
  const shortest = Math.min(...sides.map((ids) => ids.length));
  let head = 0;
  while (head < shortest && others.every((ids) => ids[head] === first[head])) head++;
  return head;
}

function commonTail(o: number[], a: number[], b: number[], head: number): number {
  const shortest = Math.min(o.length, a.length, b.length) - head;
  let tail = 0;
  while (tail < shortest && a.at(-1 - tail) === o.at(-1 - tail) && b.at(-1 - tail) === o.at(-1 - tail)) tail++;
  return tail;
}

/** What the Hunt–McIlroy search of node-diff3 will do at most: for each line its partners, and the candidates so far. */
function countComparisons(o: readonly number[], side: readonly number[]): number {
  const partners = new Map<number, number>();
  for (const id of side) partners.set(id, (partners.get(id) ?? 0) + 1);
  let count = 0;
  let matched = 0;
  for (const id of o) {
    const found = partners.get(id);
    if (found === undefined) continue;
    count += found + Math.min(++matched, side.length);
  }
  return count;
}

function renderConflict(texts: { base: string; ours: string; theirs: string }, input: MergeInput): string[] {
  const labels = input.labels ?? { base: "base", ours: "ours", theirs: "theirs" };
  const length = markerLength([input.base, input.ours, input.theirs]);
  const marker = (sign: string, label = "") => `${sign.repeat(length)}${label && ` ${label}`}\n`;
  return [
    marker("<", labels.ours),
    ...closedLines(texts.ours),
    marker("|", labels.base),
    ...closedLines(texts.base),
    marker("="),
    ...closedLines(texts.theirs),
    marker(">", labels.theirs),
  ];
}

function markerLength(texts: readonly string[]): number {
  let longest = 6;
  for (const text of texts) {
    for (const [run] of text.matchAll(/^(?:<{7,}|\|{7,}|={7,}|>{7,})/gm)) longest = Math.max(longest, run.length);
  }
  return longest + 1;
}

function closedLines(text: string): string[] {
  return splitLines(text).map((line) => (line.endsWith("\n") ? line : `${line}\n`));
}
