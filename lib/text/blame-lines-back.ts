import type { BlameRange } from "./blame-lines";
import { editScript } from "./edit-script";

/** A version on the way back; `lines` is null for a redacted one, and a deletion has none. */
export interface EarlierVersion {
  id: string;
  lines: readonly string[] | null;
}

/** Blame that is walked from a version back to its origins, and can end as soon as every line has one. */
export interface BackwardBlame {
  /** How many lines are still without an origin. */
  pending: number;
  /** True when some comparison was bounded, so that lines may be ascribed to a later version than theirs. */
  bounded: boolean;
  /** Takes the next earlier version. */
  step(version: EarlierVersion): void;
  /** Gives the lines that are left the origins that they have in the blame of the version last taken, which was not redacted. */
  adopt(ranges: readonly BlameRange[]): void;
  /** Says that there is no earlier version, and gives the answer. */
  finish(): BlameRange[];
}

type Origin = Pick<BlameRange, "versionId" | "redactedVersionIds">;

/**
 * The same answer as `blameLines` for the newest version, found the other way round: each line is followed back through the
 * matches of neighbouring versions until one lacks it. `timeoutMs` bounds one comparison.
 */
export function startBackwardBlame(newest: { id: string; lines: readonly string[] }, timeoutMs: number): BackwardBlame {
  const origins: (Origin | null)[] = newest.lines.map(() => null);
  // For each line of the version last read, the line of the newest one that it became; -1 where it was changed since.
  let targets = Int32Array.from(newest.lines, (_, index) => index);
  let current = newest;
  let redacted: string[] = [];
  let pending = newest.lines.length;

  const settle = (target: number, origin: Origin) => {
    if (target === -1) return;
    origins[target] = origin;
    pending -= 1;
  };

  const step = ({ id, lines }: EarlierVersion) => {
    if (lines === null) {
      redacted = [id, ...redacted];
      return;
    }
    const origin: Origin = { versionId: current.id, redactedVersionIds: redacted };
    const { head, tail } = sharedEnds(lines, current.lines);
    const [oldEnd, newEnd] = [lines.length - tail, current.lines.length - tail];
    const script = editScript(lines.slice(head, oldEnd), current.lines.slice(head, newEnd), { timeoutMs });
    const earlier = new Int32Array(lines.length).fill(-1);
    earlier.set(targets.subarray(0, head));
    let [at, newAt] = [head, head];
    const end = { beforeStart: oldEnd - head, beforeCount: 0, afterStart: newEnd - head, afterCount: 0 };
    for (const edit of [...script.edits, end]) {
      while (at < head + edit.beforeStart) earlier[at++] = targets[newAt++] ?? -1;
      for (let count = 0; count < edit.afterCount; count++) settle(targets[newAt++] ?? -1, origin);
      at += edit.beforeCount;
    }
    earlier.set(targets.subarray(newEnd), oldEnd);
    blame.bounded ||= script.bounded;
    targets = earlier;
    current = { id, lines };
    redacted = [];
  };

  const adopt = (ranges: readonly BlameRange[]) => {
    for (const { startLine, lineCount, versionId, redactedVersionIds } of ranges) {
      for (const target of targets.subarray(startLine - 1, startLine - 1 + lineCount)) {
        settle(target, { versionId, redactedVersionIds });
      }
    }
  };

  const finish = () => {
    const origin: Origin = { versionId: current.id, redactedVersionIds: redacted };
    for (const target of targets) if (target !== -1 && origins[target] === null) settle(target, origin);
    return toRanges(origins);
  };

  const blame: BackwardBlame = {
    get pending() {
      return pending;
    },
    bounded: false,
    step,
    adopt,
    finish,
  };
  return blame;
}

function sharedEnds(a: readonly string[], b: readonly string[]): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}

function toRanges(origins: readonly (Origin | null)[]): BlameRange[] {
  const ranges: BlameRange[] = [];
  origins.forEach((origin, index) => {
    if (origin === null) return;
    const last = ranges.at(-1);
    if (last?.versionId === origin.versionId) last.lineCount += 1;
    else ranges.push({ startLine: index + 1, lineCount: 1, ...origin });
  });
  return ranges;
}
