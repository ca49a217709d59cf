import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const resamples = 2_000;
const seed = 20260306;

export interface Interval {
  median: number;
  low: number;
  high: number;
}

/** The middle of some numbers; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/** Median with the percentile bootstrap's 95 % interval (Efron 1979); the same numbers give the same interval. */
export function bootstrapMedian(values: readonly number[]): Interval {
  const random = xoroshiro128plus(seed);
  const medians = Array.from({ length: resamples }, () =>
    medianOf(values.map(() => values[uniformInt(random, 0, values.length - 1)] ?? 0)),
  ).sort((left, right) => left - right);
  const at = (share: number) => medians[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0;
  return { median: medianOf(values), low: at(0.025), high: at(0.975) };
}
