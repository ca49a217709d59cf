import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extendRange, formatLineRange, parseLineRange } from "./line-range";

describe("line ranges", () => {
  it("reads back what it wrote", () => {
    const line = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(line, line, (a, b) => {
        const range = [Math.min(a, b), Math.max(a, b)] as const;
        expect(parseLineRange(formatLineRange(range))).toEqual(range);
      }),
    );
  });

  it("accepts the short form and the wrong order", () => {
    expect(parseLineRange("#L9-3")).toEqual([3, 9]);
  });

  it.each(["", "#", "#L0", "#L", "#Lx", "#section", "#L1-L2-L3", "#L12345678"])("reads no lines from %j", (hash) => {
    expect(parseLineRange(hash)).toBeNull();
  });

  it("extends from the line that was picked first, in either direction", () => {
    expect(extendRange(null, 5)).toEqual([5, 5]);
    expect(extendRange([5, 5], 9)).toEqual([5, 9]);
    expect(extendRange([5, 9], 2)).toEqual([2, 5]);
  });
});
