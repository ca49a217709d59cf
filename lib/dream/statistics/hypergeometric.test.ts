import { describe, expect, it } from "vitest";
import { fisherTail } from "./hypergeometric";

describe("fisherTail", () => {
  it.each([
    ["all of those drawn and no other", 5, 5, 5, 9, 1 / 126],
    ["all of those drawn and one other", 5, 5, 6, 9, 4 / 84],
    ["one of those drawn fails", 5, 6, 5, 10, 6 / 252],
    ["nothing to tell apart", 4, 4, 9, 9, 1],
    ["no success needed", 0, 3, 2, 8, 1],
    ["more than there are", 4, 3, 5, 9, 0],
  ])("is exact: %s", (_, hits, drawn, successes, total, expected) => {
    expect(fisherTail(hits, drawn, successes, total)).toBeCloseTo(expected, 9);
  });
});
