import { medianOf } from "./match-lags";
import { alignedLength, clockworkVariation, dayMs, hourMs, minuteMs, regularVariation } from "./thresholds";

const leastIntervals = 4;
/** Successive intervals of a drifting clock differ by less than this share. */
const driftShare = 0.15;
/** Intervals of a clock that skips are within this share of a multiple. */
const multipleShare = 0.1;

/**
 * The period in milliseconds of a series whose own intervals are regular: equal, slowly drifting, or multiples of one length with
 * omissions. Null for one without.
 */
export function ownPeriod(times: readonly number[]): number | null {
  const intervals = times.slice(1).map((atMs, at) => atMs - (times[at] ?? 0));
  if (intervals.length < leastIntervals) return null;
  const median = medianOf(intervals.toSorted((left, right) => left - right));
  if (variationOf(intervals) < regularVariation) return median;
  if (isDrifting(intervals)) return median;
  return skippingPeriod(intervals) ?? strongPeriod(times);
}

/** Whether a series is a clock beyond doubt. */
export function isClockwork(times: readonly number[]): boolean {
  const intervals = times.slice(1).map((atMs, at) => atMs - (times[at] ?? 0));
  return intervals.length >= leastIntervals && variationOf(intervals) < clockworkVariation;
}

function variationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return mean === 0 ? 0 : Math.sqrt(variance) / mean;
}

function isDrifting(intervals: readonly number[]): boolean {
  if (intervals.length < 6) return false;
  const steady = intervals.slice(1).filter((interval, at) => {
    const before = intervals[at] ?? 0;
    return Math.abs(interval - before) < driftShare * Math.max(interval, before);
  });
  return steady.length >= 0.8 * (intervals.length - 1);
}

/** The length of which nearly all intervals are multiples up to six. */
function skippingPeriod(intervals: readonly number[]): number | null {
  if (intervals.length < 7) return null;
  const candidates = intervals.filter((interval) => interval >= 2 * minuteMs).toSorted((left, right) => left - right);
  for (const period of candidates.slice(0, Math.ceil(candidates.length / 2))) {
    const fitting = intervals.filter((interval) => {
      const multiple = Math.round(interval / period);
      return multiple >= 1 && multiple <= 6 && Math.abs(interval - multiple * period) <= multipleShare * period;
    });
    if (fitting.length >= Math.max(7, 0.9 * intervals.length)) return period;
  }
  return null;
}

/** A period at which the times are bundled so closely that no chance among all periods tried explains it. */
function strongPeriod(times: readonly number[]): number | null {
  const count = times.length;
  const rangeMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  if (count < 8 || rangeMs <= 0) return null;
  const shortest = Math.max(5 * minuteMs, rangeMs / (4 * count));
  let best: { periodMs: number; length: number } | null = null;
  let tried = 0;
  for (let cycles = 4; rangeMs / cycles >= shortest; cycles += 0.25) {
    tried++;
    const length = resultantLength(times, rangeMs / cycles);
    if (best === null || length > best.length) best = { periodMs: rangeMs / cycles, length };
  }
  if (best === null || best.length < alignedLength) return null;
  return tried * Math.exp(-count * best.length ** 2) < 0.01 ? best.periodMs : null;
}

/** Rayleigh's mean resultant length of times on a circle of one period: 1 where all fall on one phase, near 0 where on any. */
function resultantLength(times: readonly number[], periodMs: number): number {
  let [cosine, sine] = [0, 0];
  for (const atMs of times) {
    const angle = (2 * Math.PI * (atMs % periodMs)) / periodMs;
    cosine += Math.cos(angle);
    sine += Math.sin(angle);
  }
  return times.length === 0 ? 0 : Math.hypot(cosine, sine) / times.length;
}

/** The clock that a series is aligned to: the hour or the day. */
export function alignedPeriod(times: readonly number[]): number | null {
  return [hourMs, dayMs].find((periodMs) => resultantLength(times, periodMs) >= alignedLength) ?? null;
}
