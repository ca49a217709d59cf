import { followerCounter, type WindowCount } from "./count-followers";
import { intervalJitter } from "./interval-jitter";
import { gridGroups } from "./lag-windows";
import { seededRandom } from "./seeded-random";
import type { Series } from "./series";
import { hourMs, leastHits, leastOccurrences, mostTypes, workLimit } from "./thresholds";
import { buildTimeline, numberEntities } from "./timeline";

/** An ordered pair of types whose lags stand out somewhere. */
export interface PairCount {
  antecedent: Series;
  consequent: Series;
  /** Windows in which anything was observed. */
  windows: readonly WindowCount[];
  best: WindowCount;
  /** Share of surrogates, of all pairs and windows together, that were as surprising anywhere (Westfall-Young). */
  pAdjusted: number;
}

/**
 * Counts all ordered pairs against surrogates and gives each pair the p-value of its best window, adjusted over all pairs and
 * windows by the distribution of the largest z. Only pairs that reach the least number of hits anywhere are returned.
 */
export function findPairs(all: readonly Series[], seed: string): PairCount[] {
  const series = takingPart(all);
  if (series.length < 2) return [];
  const entityNumbers = numberEntities(series);
  const timeline = buildTimeline(series, entityNumbers);
  const share = shareWithinReach(series);
  const windows = new Map<string, WindowCount[]>();
  const largest = gridGroups.map((group) => {
    const rows = Math.ceil(group.surrogates * share);
    const count = followerCounter(series, timeline, entityNumbers, group, rows);
    const largestOfRow = new Float64Array(rows + 1);
    series.forEach((antecedent, own) => {
      const random = seededRandom(`${seed}\n${group.jitterMs}\n${antecedent.type}`);
      const drawn = intervalJitter(antecedent, group.jitterMs, rows, random);
      count(own, drawn, largestOfRow).forEach((found, at) => {
        if (found.length > 0) windows.set(`${own} ${at}`, [...(windows.get(`${own} ${at}`) ?? []), ...found]);
      });
    });
    return largestOfRow.subarray(1);
  });
  const overall = largestOfAll(largest);
  return series.flatMap((antecedent, own) =>
    series.flatMap((consequent, at): PairCount[] => {
      const counted = windows.get(`${own} ${at}`) ?? [];
      const best = bestOf(counted);
      if (best === null) return [];
      const pAdjusted = (1 + atLeast(overall, best.z)) / (overall.length + 1);
      return [{ antecedent, consequent, windows: counted, best, pAdjusted }];
    }),
  );
}

/** The largest z of each surrogate over both scales, ascending; the scale with fewer draws goes round again. */
function largestOfAll(groups: readonly Float64Array[]): Float64Array {
  const [most] = groups.toSorted((left, right) => right.length - left.length);
  return Float64Array.from(most ?? [], (_, row) =>
    groups.reduce((largest, group) => Math.max(largest, group[row % group.length] ?? 0), 0),
  ).sort();
}

/** The types with the most occurrences, in the order of their names. */
function takingPart(all: readonly Series[]): Series[] {
  return all
    .filter(({ times }) => times.length >= leastOccurrences)
    .toSorted((left, right) => right.times.length - left.times.length || (left.type < right.type ? -1 : 1))
    .slice(0, mostTypes)
    .sort((left, right) => (left.type < right.type ? -1 : 1));
}

function bestOf(windows: readonly WindowCount[]): WindowCount | null {
  let best: WindowCount | null = null;
  for (const window of windows) {
    if (window.hits < leastHits) continue;
    if (best === null || window.z > best.z || (window.z === best.z && window.window < best.window)) best = window;
  }
  return best;
}

function atLeast(ascending: Float64Array, z: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) >= z) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}

export function rangeOf(series: readonly Series[]): [number, number] {
  const times = series.flatMap((one) => [one.times[0] ?? 0, one.times.at(-1) ?? 0]);
  return [times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY), times.reduce((a, b) => Math.max(a, b), 0)];
}

/** The share of the surrogates that the work of counting allows; a tenth still tells 1 % from 5 %. */
function shareWithinReach(series: readonly Series[]): number {
  const [startMs, endMs] = rangeOf(series);
  const total = series.reduce((sum, { times }) => sum + times.length, 0);
  const perMs = total / Math.max(hourMs, endMs - startMs);
  const work = gridGroups.reduce((sum, { grids, surrogates: rows }) => {
    const reachMs = Math.max(...grids.map(({ offsets, stepMs }) => offsets * stepMs));
    return sum + total * (1 + perMs * reachMs * grids.length * 2) * rows;
  }, 0);
  return Math.min(1, Math.max(0.1, workLimit / work));
}
