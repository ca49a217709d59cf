import { seededRandom } from "./seeded-random";
import type { Series } from "./series";
import { dayMs, hourMs, minuteMs } from "./thresholds";

export const startMs = Date.UTC(2026, 2, 2);
const days = 10;

export const nullProcesses = ["poisson", "day cycle", "shared bursts", "clock"] as const;
export type NullProcess = (typeof nullProcesses)[number];

/** A series over ten days, each of its happenings told by a session of its own. */
export function buildSeries(type: string, times: readonly number[], entities?: readonly (string | null)[]): Series {
  const sorted = times.filter((atMs) => atMs >= startMs && atMs < startMs + days * dayMs).sort((a, b) => a - b);
  const apart = sorted.filter((atMs, at) => at === 0 || atMs - (sorted[at - 1] ?? 0) > minuteMs);
  return {
    type,
    times: apart,
    entities: entities ?? apart.map(() => null),
    sessions: apart.map((_, at) => [at]),
    observable: [{ fromMs: startMs - dayMs, toMs: startMs + (days + 1) * dayMs }],
  };
}

/** Types that have nothing to do with each other but what the process gives them in common. */
export function nullCorpus(process: NullProcess, seed: string, types: number): Series[] {
  const random = seededRandom(`${process} ${seed}`);
  const bursts = Array.from({ length: 4 + Math.floor(random() * 6) }, () => anyTime(random));
  return Array.from({ length: types }, (_, at) => {
    const count = 5 + Math.floor(random() * 25);
    return buildSeries(`T${String(at).padStart(2, "0")}`, timesOf(process, count, bursts, random));
  });
}

/** Six types that know of nothing but twelve short outages, each of which sets off most of them within minutes, in any order. */
export function outageCorpus(seed: string, outageMinutes: number): Series[] {
  const random = seededRandom(seed);
  const outages = Array.from({ length: 12 }, () => anyTime(random));
  return Array.from({ length: 6 }, (_, at) => {
    const told = outages.filter(() => random() < 0.8).map((atMs) => atMs + random() * outageMinutes * minuteMs);
    return buildSeries(`N${at}`, [...told, ...Array.from({ length: 3 }, () => anyTime(random))]);
  });
}

function timesOf(process: NullProcess, count: number, bursts: readonly number[], random: () => number): number[] {
  const some = (length: number, draw: () => number) => Array.from({ length }, draw);
  if (process === "poisson") return some(count, () => anyTime(random));
  if (process === "day cycle") return some(count, () => workingTime(random));
  if (process === "clock") return clockTimes(count, random);
  const inBursts = bursts
    .filter(() => random() < 0.75)
    .flatMap((atMs) => some(1 + Math.floor(random() * 3), () => atMs + random() * hourMs));
  return [...some(Math.ceil(count / 3), () => anyTime(random)), ...inBursts];
}

/** A moment of the ten days. */
export function anyTime(random: () => number): number {
  return startMs + random() * days * dayMs;
}

function workingTime(random: () => number): number {
  for (;;) {
    const hour = random() * 24;
    if (random() < Math.max(0.02, Math.exp(-((hour - 14) ** 2) / 18)))
      return startMs + Math.floor(random() * days) * dayMs + hour * hourMs;
  }
}

function clockTimes(count: number, random: () => number): number[] {
  const minute = Math.floor(random() * 60);
  const spreadMs = ([0.2, 1, 2, 4][Math.floor(random() * 4)] ?? 1) * minuteMs;
  const isDaily = random() < 0.4;
  const hour = Math.floor(random() * 24);
  const slots = isDaily ? days : days * 24;
  const chance = isDaily ? 0.85 : count / slots;
  return Array.from(
    { length: slots },
    (_, slot) =>
      startMs +
      (isDaily ? slot * dayMs + hour * hourMs : slot * hourMs) +
      minute * minuteMs +
      normal(random) * spreadMs,
  ).filter(() => random() < chance);
}

/** A draw from the standard normal distribution (Box-Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface Plant {
  n: number;
  k: number;
  lagMinutes: number;
  sdMinutes: number;
  alone: number;
}

/** A pair of which the second follows the first in `k` of `n` cases, at least two hours apart, and comes `alone` times by itself. */
export function plantedPair({ n, k, lagMinutes, sdMinutes, alone }: Plant, seed: string): [Series, Series] {
  const random = seededRandom(`plant ${seed}`);
  const causes: number[] = [];
  while (causes.length < n) {
    const atMs = startMs + random() * (days * dayMs - 3 * hourMs);
    if (causes.every((other) => Math.abs(other - atMs) > 2 * hourMs)) causes.push(atMs);
  }
  const followers = causes
    .slice(0, k)
    .map((atMs) => atMs + Math.max(0.2, lagMinutes + normal(random) * sdMinutes) * minuteMs);
  const own = Array.from({ length: alone }, () => anyTime(random)).filter((atMs) =>
    causes.every((other) => Math.abs(other - atMs) > 2 * hourMs),
  );
  return [buildSeries("Cause", causes), buildSeries("Effect", [...followers, ...own])];
}
