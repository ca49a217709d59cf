import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnClass, compareSortValues } from "./table-column";

describe("compareSortValues", () => {
  it("orders numbers as numbers and numbered names as people count", () => {
    expect([10, 9, 100].toSorted(compareSortValues)).toEqual([9, 10, 100]);
    expect(["run-10", "run-9"].toSorted(compareSortValues)).toEqual(["run-9", "run-10"]);
  });

  it("puts what is missing last", () => {
    expect([null, "b", null, "a"].toSorted(compareSortValues)).toEqual(["a", "b", null, null]);
  });

  it("is antisymmetric, so that sorting is well defined", () => {
    const value = fc.option(fc.integer(), { nil: null });
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(Math.sign(compareSortValues(left, right)) + Math.sign(compareSortValues(right, left))).toBe(0);
      }),
    );
  });
});

describe("columnClass", () => {
  it("aligns and hides header and cells alike", () => {
    expect(columnClass({})).toBe("text-left");
    expect(columnClass({ align: "end", hideBelow: "md" })).toBe("text-right max-md:hidden");
  });
});
