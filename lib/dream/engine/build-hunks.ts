import type { HunkLine, NoNewline } from "@/lib/text/diff-lines";
import type { EditRegion } from "./edit-region";
import type { HunkDraft } from "./engine-output";

const contextLines = 3;

/** A text as lines without line feeds, and whether the last one lacks its line feed. */
export interface LineText {
  lines: readonly string[];
  isOpenEnded: boolean;
}

/**
 * One hunk for each region, so that each finding can be decided alone; even neighbours stay apart. Hunks are disjoint and `applyHunks`
 * takes any subset of them.
 */
export function buildHunks(
  base: LineText,
  regions: readonly EditRegion[],
  keyOf: (index: number) => string,
): HunkDraft[] {
  let shift = 0;
  const isEndOpen = base.isOpenEnded && !regions.some((region) => removesEnd(region, base));
  return regions.map((region, index) => {
    const [head, tail] = contextAround(regions, index, base.lines.length);
    const oldFrom = region.start - head;
    const oldTo = region.start + region.count + tail;
    const newFrom = oldFrom + shift;
    const newCount = head + region.lines.length + tail;
    shift += region.lines.length - region.count;
    const reachesEnd = oldTo === base.lines.length;
    const open: NoNewline = { old: base.isOpenEnded && reachesEnd, new: isEndOpen && reachesEnd && newCount > 0 };
    return {
      key: keyOf(index),
      old_start: oldTo > oldFrom ? oldFrom + 1 : oldFrom,
      old_count: oldTo - oldFrom,
      new_start: newCount > 0 ? newFrom + 1 : newFrom,
      new_count: newCount,
      lines: [
        ...withOp(" ", base.lines.slice(oldFrom, region.start)),
        ...withOp("-", base.lines.slice(region.start, oldTo - tail)),
        ...withOp("+", region.lines),
        ...withOp(" ", base.lines.slice(oldTo - tail, oldTo)),
      ],
      ...(open.old || open.new ? { no_newline_at_end: open } : {}),
      insight_keys: [...region.insightKeys],
      depends_on: [...region.dependsOn],
      decision: "pending",
    };
  });
}

/** The text after all regions; what lacked a final line feed lacks it still, unless its last line went away. */
export function applyRegions(base: LineText, regions: readonly EditRegion[]): string {
  const lines: string[] = [];
  let taken = 0;
  for (const region of regions) {
    lines.push(...base.lines.slice(taken, region.start), ...region.lines);
    taken = region.start + region.count;
  }
  lines.push(...base.lines.slice(taken));
  if (lines.length === 0) return "";
  const isEndOpen = base.isOpenEnded && !regions.some((region) => removesEnd(region, base));
  return lines.join("\n") + (isEndOpen ? "" : "\n");
}

function removesEnd(region: EditRegion, base: LineText): boolean {
  return region.count > 0 && region.start + region.count === base.lines.length && region.lines.length === 0;
}

function withOp(op: HunkLine["op"], lines: readonly string[]): HunkLine[] {
  return lines.map((text) => ({ op, text }));
}

/**
 * Lines between two regions go to the head of the later one first. In a run of insertions at one place only the first has a head and only the last a
 * tail, and no head of one line: such hunks would not sort into the order in which they must be applied.
 */
function contextAround(regions: readonly EditRegion[], index: number, baseLength: number): [number, number] {
  const region = regions[index];
  const next = regions[index + 1];
  if (!region) return [0, 0];
  const end = region.start + region.count;
  const gapAfter = (next?.start ?? baseLength) - end;
  const tail =
    next && isRunStart(regions, index + 1) && gapAfter === 1 ? 0 : gapAfter - (next ? headOf(regions, index + 1) : 0);
  return [headOf(regions, index), Math.max(0, Math.min(contextLines, tail))];
}

function headOf(regions: readonly EditRegion[], index: number): number {
  const region = regions[index];
  const previous = regions[index - 1];
  if (!region) return 0;
  const gap = region.start - (previous ? previous.start + previous.count : 0);
  const head = Math.min(contextLines, gap);
  return head === 1 && isRunStart(regions, index) ? 0 : head;
}

function isRunStart(regions: readonly EditRegion[], index: number): boolean {
  const [region, next] = [regions[index], regions[index + 1]];
  return (
    region !== undefined && next !== undefined && region.count === 0 && next.count === 0 && next.start === region.start
  );
}
