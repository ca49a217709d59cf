import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lagInterval, matchLags, medianOf } from "./match-lags";
import type { Series } from "./series";

const series = (type: string, times: readonly number[], entities?: readonly (string | null)[]): Series => ({
  type,
  times,
  entities: entities ?? times.map(() => null),
  sessions: times.map((_, at) => [at]),
  observable: [{ fromMs: 0, toMs: 1000 }],
});
const range = { fromMs: 10, toMs: 20 };

describe("matchLags", () => {
  it("tells hits, misses and what came alone, by the follower nearest to the middle", () => {
    const match = matchLags(series("A", [100, 200, 300]), series("B", [111, 116, 219, 400]), range);
    expect(match.hits).toEqual([
      { antecedent: 0, consequent: 1, lagMs: 16 },
      { antecedent: 1, consequent: 2, lagMs: 19 },
    ]);
    expect(match.misses).toEqual([2]);
    expect(match.alone).toEqual([3]);
  });

  it("asks for the same entity only where the types share entities", () => {
    const cause = series("A", [100, 200], ["x", "y"]);
    expect(matchLags(cause, series("B", [115, 215], ["x", "x"]), range).misses).toEqual([1]);
    expect(matchLags(cause, series("B", [115, 215], ["p", "q"]), range).misses).toEqual([]);
    expect(matchLags(cause, series("B", [115, 215], ["x", null]), range).misses).toEqual([]);
  });

  it("counts nothing that could not have been seen to its end", () => {
    expect(matchLags(series("A", [985]), series("B", [996]), range)).toMatchObject({ hits: [], misses: [] });
    expect(matchLags(series("A", [985]), series("B", [996]), range, 12).hits).toHaveLength(1);
  });
});

describe("lagInterval", () => {
  it("is the shortest that holds four of five lags", () => {
    expect(lagInterval([1, 10, 11, 12, 13])).toEqual({ medianMs: 11, lowMs: 10, highMs: 13 });
  });

  it("lies within the lags and holds the share of them", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (lags) => {
        const { lowMs, highMs } = lagInterval(lags);
        const held = lags.filter((lag) => lag >= lowMs && lag <= highMs);
        expect(held.length).toBeGreaterThanOrEqual(Math.ceil(lags.length * 0.8));
        expect(lags).toContain(lowMs);
        expect(lags).toContain(highMs);
      }),
      { numRuns: 50 },
    );
  });

  it("takes the mean of the two in the middle for the median", () => {
    expect([medianOf([1, 2, 9]), medianOf([1, 3])]).toEqual([2, 2]);
  });
});
