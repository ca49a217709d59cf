import { describe, expect, it } from "vitest";
import { findAssociations } from "./find-associations";
import type { Series } from "./series";
import { buildSeries, nullCorpus, nullProcesses, outageCorpus, plantedPair } from "./testing-series";
import { dayMs, hourMs, minuteMs } from "./thresholds";

const supported = (series: readonly Series[], seed = "s") =>
  findAssociations(series, seed).filter(({ verdict }) => verdict.state === "supported");
const named = (series: readonly Series[]) =>
  supported(series).map(({ antecedent, consequent }) => `${antecedent.type} ${consequent.type}`);
const day = (number: number, hour: number, minute = 0) =>
  Date.UTC(2026, 2, 1 + number) + hour * hourMs + minute * minuteMs;

/** Days and hours in no rhythm. */
const moments = [
  day(1, 3, 4),
  day(1, 17, 41),
  day(2, 9, 18),
  day(4, 1, 55),
  day(4, 22, 33),
  day(6, 13, 9),
  day(7, 5, 47),
  day(9, 19, 26),
  day(10, 8, 1),
];
const later = (times: readonly number[], minutes: readonly number[]) =>
  times.map((atMs, at) => atMs + (minutes[at % minutes.length] ?? 0) * minuteMs);

describe("findAssociations", { timeout: 60_000 }, () => {
  it.each(nullProcesses)("finds nothing where types share only a process: %s", (process) => {
    for (const seed of ["1", "2"]) expect(named(nullCorpus(process, seed, 5))).toEqual([]);
  });

  it.each([0, 8, 9, 10])("finds a pair among what outages set off in any order, and nothing else: %i", (seed) => {
    const pair = plantedPair({ n: 8, k: 7, lagMinutes: 12, sdMinutes: 1.5, alone: 1 }, `t${seed}`);
    const directed = supported([...outageCorpus(`tight 12 ${seed}`, 12), ...pair]).filter(
      ({ isTogether }) => !isTogether,
    );
    expect(directed.map(({ antecedent, consequent }) => `${antecedent.type} ${consequent.type}`)).toEqual([
      "Cause Effect",
    ]);
  });

  it("finds 7 of 8 with its lag, its miss and what came alone, among other types", () => {
    const [cause, effect] = plantedPair({ n: 8, k: 7, lagMinutes: 12, sdMinutes: 1.5, alone: 1 }, "a");
    const [found, ...others] = supported([...nullCorpus("poisson", "3", 6), cause, effect]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ occurrences: 7, opportunities: 8, isTogether: false });
    expect([found?.antecedent.type, found?.consequent.type]).toEqual(["Cause", "Effect"]);
    expect(found?.match.misses).toHaveLength(1);
    expect(found?.match.alone).toHaveLength(1);
    expect(Math.abs((found?.lag.medianMs ?? 0) - 12 * minuteMs)).toBeLessThan(2 * minuteMs);
    expect(found?.pAdjusted).toBeLessThanOrEqual(0.05);
  });

  it.each([
    [{ n: 8, k: 7, lagMinutes: 12, sdMinutes: 1.5, alone: 1 }, ["late 0", "late 5", "late 13"]],
    [{ n: 12, k: 9, lagMinutes: 20, sdMinutes: 2, alone: 2 }, ["late 2"]],
    [{ n: 19, k: 18, lagMinutes: 35, sdMinutes: 3, alone: 1 }, ["late 5", "late 14"]],
  ])("counts followers far from the others that chance does not explain: %o", (plant, seeds) => {
    for (const seed of seeds)
      expect(supported(plantedPair(plant, seed))).toMatchObject([{ occurrences: plant.k, opportunities: plant.n }]);
  });

  it("counts no follower that comes too late, nor one among many that come by themselves", () => {
    const [cause, late] = [buildSeries("A", moments), later(moments.slice(0, 8), [12, 13, 11, 12])];
    const missed = moments[8] ?? 0;
    const counted = (more: readonly number[]) =>
      supported([cause, buildSeries("B", [...late, ...more])]).map(({ occurrences }) => occurrences);
    expect(counted([missed + 17 * minuteMs])).toEqual([9]);
    expect(counted([missed + 55 * minuteMs])).toEqual([8]);
    const often = Array.from({ length: 60 }, (_, at) => day(1, 0, (at * at * 17) % 210) + at * 3.7 * hourMs).filter(
      (atMs) => moments.every((other) => Math.abs(other - atMs) > 30 * minuteMs),
    );
    expect(counted([missed + 25 * minuteMs, ...often])).toEqual([8]);
  });

  it("finds a lag of hours too", () => {
    expect(named([buildSeries("A", moments), buildSeries("B", later(moments, [305, 300, 310]))])).toEqual(["A B"]);
  });

  it("calls what comes within two minutes one incident, once, whichever comes first", () => {
    const [found, ...others] = supported([buildSeries("B", moments), buildSeries("A", later(moments, [1, -0.5, 0.7]))]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ isTogether: true, occurrences: 9, opportunities: 9 });
  });

  it("drops what a third type explains", () => {
    const middle = later(moments, [8, 9, 7]);
    const chain = [
      buildSeries("A", moments),
      buildSeries("B", middle),
      buildSeries("C", later(middle, [15, 14, 16, 15])),
    ];
    expect(named(chain)).toEqual(["A B", "B C"]);
    expect(
      findAssociations(chain, "s").find(
        ({ consequent, antecedent }) => antecedent.type === "A" && consequent.type === "C",
      )?.verdict,
    ).toEqual({
      state: "refused",
      reason: "explained by way of B",
    });
  });

  it("refuses two clocks, whether they keep to the hour, to a period of their own or drift", () => {
    const hourly = Array.from({ length: 200 }, (_, at) => day(1, 0) + at * hourMs).filter(
      (_, at) => at % 7 !== 3 && at % 5 !== 1,
    );
    const steady = Array.from({ length: 30 }, (_, at) => day(1, 0) + at * 437 * minuteMs);
    const drifting = Array.from({ length: 20 }, (_, at) => day(1, 0) + (at * 400 + at * at * 9) * minuteMs);
    for (const clock of [hourly, steady, drifting])
      expect(named([buildSeries("Job", clock), buildSeries("Flap", later(clock, [12, 12.2, 11.9]))])).toEqual([]);
  });

  it("wants the same entity where the types share entities, and none where each has its own", () => {
    const places = moments.map((_, at) => `node-${at % 3}`);
    const elsewhere = moments.map((_, at) => `node-${(at + 1) % 3}`);
    const [cause, effect] = [moments, later(moments, [12, 13, 11])];
    expect(named([buildSeries("A", cause, places), buildSeries("B", effect, places)])).toEqual(["A B"]);
    expect(named([buildSeries("A", cause, places), buildSeries("B", effect, elsewhere)])).toEqual([]);
    const own = (name: string) => moments.map(() => name);
    expect(named([buildSeries("A", cause, own("db")), buildSeries("B", effect, own("api"))])).toEqual(["A B"]);
  });

  it("holds back what was told by too few sessions, on too few days or too seldom", () => {
    const [cause, effect] = [moments, later(moments, [12, 13, 11])];
    const told = (series: Series): Series => ({ ...series, sessions: series.times.map(() => [0]) });
    expect(named([told(buildSeries("A", cause)), told(buildSeries("B", effect))])).toEqual([]);
    const few = moments.slice(0, 4);
    expect(named([buildSeries("A", few), buildSeries("B", later(few, [12]))])).toEqual([]);
    const oneDay = [0, 3, 7, 8.5, 13, 20].map((hour) => day(3, hour, (17 * hour) % 60));
    expect(named([buildSeries("A", oneDay), buildSeries("B", later(oneDay, [12, 13]))])).toEqual([]);
  });

  it("counts no occurrence whose time to answer was not observable", () => {
    const [cause, effect] = [buildSeries("A", moments), buildSeries("B", later(moments.slice(0, 8), [12, 13, 11]))];
    const seen = { ...effect, observable: [{ fromMs: day(1, 0), toMs: day(10, 8, 5) }] };
    expect(supported([cause, seen])).toMatchObject([{ occurrences: 8, opportunities: 8 }]);
    expect(supported([cause, effect])).toMatchObject([{ occurrences: 8, opportunities: 9 }]);
  });

  it("draws the same from the same seed, and decides the same from another", () => {
    const [cause, effect] = plantedPair({ n: 12, k: 9, lagMinutes: 20, sdMinutes: 2, alone: 2 }, "b");
    const bare = (seed: string) =>
      findAssociations([cause, effect], seed).map(({ pAdjusted, verdict }) => [pAdjusted, verdict]);
    expect(bare("x")).toEqual(bare("x"));
    expect(supported([cause, effect], "y")).toHaveLength(supported([cause, effect], "x").length);
  });

  it("takes no series of nothing, of one or of one instant amiss", () => {
    expect(findAssociations([], "s")).toEqual([]);
    expect(findAssociations([buildSeries("A", [])], "s")).toEqual([]);
    const instant = {
      ...buildSeries("A", []),
      times: [1, 1, 1, 1, 1, 1],
      entities: Array(6).fill(null),
      sessions: Array(6).fill([0]),
    };
    expect(
      findAssociations([instant, { ...instant, type: "B" }], "s").filter(
        ({ verdict }) => verdict.state === "supported",
      ),
    ).toEqual([]);
    expect(dayMs).toBe(24 * hourMs);
  });
});
