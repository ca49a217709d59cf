import { seededRandom } from "./seeded-random";
import type { Series } from "./series";
import { anyTime, buildSeries, normal, outageCorpus, plantedPair, startMs } from "./testing-series";
import { dayMs, hourMs, minuteMs } from "./thresholds";

const days = 10;

/** Worlds in which nothing is a warning of anything, each of a kind that one guard of the statistical tier is against. */
export const hardNegatives = {
  "few bursts": fewBursts,
  "less often than not": lessOftenThanNot,
  "frequent anyway": frequentAnyway,
  "one talkative session": oneTalkativeSession,
  "jobs of one scheduler": jobsOfOneScheduler,
  "clocks of their own": clocksOfTheirOwn,
  outages: (seed: string) => outageCorpus(`tight 12 ${seed}`, 12),
  "opening hours": openingHours,
} satisfies Record<string, (seed: string) => Series[]>;

export type HardNegative = keyof typeof hardNegatives;

/** Eight types that know of nothing but a few hours of trouble, in each of which most of them come once, in any order. */
function fewBursts(seed: string): Series[] {
  const random = seededRandom(`few bursts ${seed}`);
  const bursts = Array.from({ length: 6 }, () => anyTime(random));
  return Array.from({ length: 8 }, (_, at) =>
    buildSeries(
      `T${at}`,
      bursts.filter(() => random() < 0.9).map((atMs) => atMs + random() * hourMs),
    ),
  );
}

/** The second follows the first in two cases of five: who acts on it is wrong more often than right. */
function lessOftenThanNot(seed: string): Series[] {
  return plantedPair({ n: 20, k: 8, lagMinutes: 12, sdMinutes: 1, alone: 3 }, `less often ${seed}`);
}

/** The second comes all day long, and a little more often after the first. */
function frequentAnyway(seed: string): Series[] {
  const random = seededRandom(`frequent anyway ${seed}`);
  const some = (count: number) => Array.from({ length: count }, () => anyTime(random));
  const causes = some(45);
  const followers = causes.filter(() => random() < 0.5).map((atMs) => atMs + (4 + random() * 4) * minuteMs);
  return [buildSeries("Deploy", causes), buildSeries("Warning", [...some(420), ...followers])];
}

/** One afternoon of alarms, read by two sessions: what follows what there is one story. */
function oneTalkativeSession(seed: string): Series[] {
  const random = seededRandom(`one talkative session ${seed}`);
  const noonMs = startMs + Math.floor(random() * days) * dayMs + 12 * hourMs;
  const causes = Array.from({ length: 6 }, (_, at) => noonMs + (at * 70 + random() * 40) * minuteMs);
  const told = (series: Series): Series => ({ ...series, sessions: series.times.map((_, at) => [at % 2]) });
  return [
    told(buildSeries("Alarm", causes)),
    told(
      buildSeries(
        "Echo",
        causes.map((atMs) => atMs + (9 + normal(random)) * minuteMs),
      ),
    ),
  ];
}

/** Two jobs that one scheduler starts twelve minutes apart, in hours that follow no period. */
function jobsOfOneScheduler(seed: string): Series[] {
  const random = seededRandom(`jobs of one scheduler ${seed}`);
  const hours = Array.from({ length: 12 }, () => startMs + Math.floor(random() * days * 24) * hourMs);
  const job = (minute: number) => hours.map((atMs) => atMs + (minute + normal(random) * 0.5) * minuteMs);
  return [
    buildSeries("Export", job(5)),
    buildSeries(
      "Report",
      job(17).filter(() => random() < 0.9),
    ),
  ];
}

/** Two devices that report at one interval, which is no part of an hour or a day. */
function clocksOfTheirOwn(seed: string): Series[] {
  const random = seededRandom(`clocks of their own ${seed}`);
  const periodMs = (250 + random() * 300) * minuteMs;
  const lagMs = (5 + random() * 40) * minuteMs;
  const clock = (phaseMs: number) =>
    Array.from({ length: Math.floor((days * dayMs) / periodMs) }, (_, at) => startMs + at * periodMs + phaseMs).map(
      (atMs) => atMs + normal(random) * minuteMs,
    );
  const firstMs = random() * periodMs;
  return [buildSeries("Ping", clock(firstMs)), buildSeries("Sync", clock(firstMs + lagMs))];
}

/** Two types that come mostly when the doors open, one a little later than the other, and else at any time. */
function openingHours(seed: string): Series[] {
  const random = seededRandom(`opening hours ${seed}`);
  const openings = Array.from({ length: days }, (_, at) => startMs + at * dayMs + 9 * hourMs);
  const at = (minute: number, chance: number) =>
    openings.filter(() => random() < chance).map((atMs) => atMs + (minute + normal(random) * 2) * minuteMs);
  const some = (count: number) => Array.from({ length: count }, () => anyTime(random));
  return [buildSeries("Rush", [...at(5, 0.8), ...some(3)]), buildSeries("Queue", [...at(17, 0.9), ...some(4)])];
}
