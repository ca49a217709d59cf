import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clopperPearsonUpper, precisionAndRecall } from "./aggregate";

const tally = fc.record({
  plants: fc.nat(20),
  hits: fc.nat(20),
  redundant: fc.nat(5),
  partial: fc.nat(5),
  benign: fc.nat(5),
  false: fc.nat(5),
});

describe("clopperPearsonUpper", () => {
  it("agrees with the tables for 95 %", () => {
    expect(clopperPearsonUpper(0, 200)).toBeCloseTo(0.0183, 3);
    expect(clopperPearsonUpper(10, 200)).toBeCloseTo(0.09, 2);
    expect(clopperPearsonUpper(5, 5)).toBe(1);
  });

  it("lies above the share and comes down as trials grow", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 21, max: 300 }), (hits, trials) => {
        const upper = clopperPearsonUpper(hits, trials);
        expect(upper).toBeGreaterThan(hits / trials);
        expect(clopperPearsonUpper(hits, trials + 50)).toBeLessThan(upper);
      }),
      { numRuns: 20 },
    );
  });
});

describe("precisionAndRecall", () => {
  it("leaves benign and partial findings out, and counts false ones against precision only", () => {
    const base = { plants: 4, hits: 3, redundant: 0, partial: 0, benign: 0, false: 1 };
    expect(precisionAndRecall([base])).toEqual({ precision: 0.75, recall: 0.75 });
    expect(precisionAndRecall([{ ...base, benign: 9, partial: 2 }])).toEqual({ precision: 0.75, recall: 0.75 });
    expect(precisionAndRecall([])).toEqual({ precision: null, recall: null });
  });

  it("is the same however the tallies are grouped", () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 2, maxLength: 6 }), (tallies) => {
        expect(precisionAndRecall([...tallies].reverse())).toEqual(precisionAndRecall(tallies));
      }),
      { numRuns: 20 },
    );
  });
});
