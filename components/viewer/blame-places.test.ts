import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageSteps, freshnessOf, rangeAt, wordsForLines } from "./blame-places";

const ranges = [
  { start_line: 1, line_count: 3 },
  { start_line: 4, line_count: 1 },
  { start_line: 7, line_count: 2 },
];

describe("rangeAt", () => {
  it("finds the range of a line and whether it begins or ends there", () => {
    expect(rangeAt(ranges, 1)).toEqual({ index: 0, isFirst: true, isLast: false });
    expect(rangeAt(ranges, 2)).toEqual({ index: 0, isFirst: false, isLast: false });
    expect(rangeAt(ranges, 3)).toEqual({ index: 0, isFirst: false, isLast: true });
    expect(rangeAt(ranges, 4)).toEqual({ index: 1, isFirst: true, isLast: true });
    expect(rangeAt(ranges, 8)).toEqual({ index: 2, isFirst: false, isLast: true });
  });

  it("finds none between, before and after the ranges", () => {
    for (const line of [0, 5, 6, 9]) expect(rangeAt(ranges, line)).toBeNull();
    expect(rangeAt([], 1)).toBeNull();
  });

  it("finds every line of any file in the range that covers it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), (counts) => {
        let start = 1;
        const all = counts.map((line_count) => {
          const range = { start_line: start, line_count };
          start += line_count;
          return range;
        });
        const found = Array.from({ length: start - 1 }, (_, index) => rangeAt(all, index + 1));
        expect(found.filter((place) => place?.isFirst).map((place) => place?.index)).toEqual(counts.map((_, i) => i));
        expect(counts.map((_, i) => found.filter((place) => place?.index === i).length)).toEqual(counts);
      }),
    );
  });
});

describe("freshnessOf", () => {
  it("spreads the times over the shades, oldest first", () => {
    const at = (day: number) => ({ created_at: `2026-05-0${day}T00:00:00.000Z` });
    expect(freshnessOf([at(3), at(1), at(2), at(1)])).toEqual([ageSteps - 1, 0, 2, 0]);
  });

  it("takes a file of one time for fresh, and no ranges for none", () => {
    const at = { created_at: "2026-05-01T00:00:00.000Z" };
    expect(freshnessOf([at, at])).toEqual([ageSteps - 1, ageSteps - 1]);
    expect(freshnessOf([])).toEqual([]);
  });
});

describe("wordsForLines", () => {
  it("counts in words", () => {
    expect(wordsForLines({ start_line: 3, line_count: 1 })).toBe("Line 3");
    expect(wordsForLines({ start_line: 3, line_count: 7 })).toBe("Lines 3 to 9");
  });
});
