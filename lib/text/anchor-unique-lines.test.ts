import { describe, expect, it } from "vitest";
import { anchorUniqueLines } from "./anchor-unique-lines";

function anchors(a: number[], b: number[]): (readonly [number, number])[] {
  return anchorUniqueLines(Int32Array.from(a), Int32Array.from(b), 0, a.length, 0, b.length);
}

describe("anchorUniqueLines", () => {
  it("pairs what occurs once on both sides", () => {
    expect(anchors([1, 9, 9, 2], [9, 1, 2, 9])).toEqual([
      [0, 1],
      [3, 2],
    ]);
  });

  it("leaves out what repeats on either side", () => {
    expect(anchors([1, 1, 2], [1, 2, 2])).toEqual([]);
  });

  it("keeps the longest run whose order agrees when lines moved", () => {
    expect(anchors([1, 2, 3, 4], [4, 1, 2, 3])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("looks only inside the ranges it is given", () => {
    const found = anchorUniqueLines(Int32Array.from([7, 1, 7]), Int32Array.from([7, 7, 1]), 1, 3, 1, 3);
    expect(found).toEqual([[2, 1]]);
  });
});
