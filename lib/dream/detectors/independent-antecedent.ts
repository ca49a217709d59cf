import type { Span } from "../happenings/sighting";
import type { Association } from "../statistics/judge-pair";
import { hourMs } from "../statistics/thresholds";
import type { HappeningSeries } from "./happening-series";

/** Around an incident people look; what is seen only there says nothing of how often it comes without one. */
const neighbourhoodMs = 3 * hourMs;
const freeShare = 0.5;
const outsideShare = 0.3;

/**
 * Whether the antecedent was noticed whether or not the consequent came. If sessions exist only because the consequent happened, "A came
 * before B in 8 of 8" tells nothing about how often B follows A. It was, when its occurrences were seen before the consequent, or in
 * sessions that tell of none, or when listings cover much time far from any consequent.
 */
export function isIndependent(
  { match, occurrences, opportunities }: Association,
  antecedent: HappeningSeries,
  consequent: HappeningSeries,
  listed: readonly Span[],
): boolean {
  const tellers = new Set(consequent.events.flatMap(({ sources }) => sources.map(({ session }) => session)));
  const isFree = (at: number, beforeMs: number) =>
    antecedent.events[at]?.sources.some(
      ({ event, session }) => !tellers.has(session) || (event.atMs !== null && event.atMs < beforeMs),
    ) ?? false;
  const free = match.hits.filter((hit) => isFree(hit.antecedent, consequent.times[hit.consequent] ?? 0)).length;
  const freeMisses = match.misses.filter((at) => isFree(at, Number.NEGATIVE_INFINITY)).length;
  if (free >= freeShare * occurrences || free + freeMisses >= freeShare * opportunities) return true;
  return outside(listed, consequent.times) >= outsideShare;
}

/** The share of the listed time that is far from all given times. */
function outside(listed: readonly Span[], times: readonly number[]): number {
  let [total, far] = [0, 0];
  for (const { fromMs, toMs } of listed) {
    total += toMs - fromMs;
    let reachedMs = fromMs;
    for (const atMs of times) {
      const startMs = atMs - neighbourhoodMs;
      if (startMs > toMs || atMs + neighbourhoodMs < reachedMs) continue;
      far += Math.max(0, startMs - reachedMs);
      reachedMs = Math.max(reachedMs, atMs + neighbourhoodMs);
    }
    far += Math.max(0, toMs - reachedMs);
  }
  return total === 0 ? 0 : far / total;
}
