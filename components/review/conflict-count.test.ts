import { describe, expect, it } from "vitest";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import { conflictCount } from "./conflict-count";

describe("the conflicts left in a merged text", () => {
  it("are as many as the merge made", () => {
    const lines = (...words: string[]) => words.map((word) => `${word}\n`).join("");
    const merge = mergeThreeWay({
      base: lines("a", "b", "c", "d", "e"),
      ours: lines("A", "b", "c", "d", "E"),
      theirs: lines("x", "b", "c", "d", "y"),
    });
    expect(merge.conflicts).toHaveLength(2);
    expect(conflictCount(merge.content)).toBe(2);
  });

  it("are none in a resolved text, nor in one that only quotes angle brackets", () => {
    expect(conflictCount("a\nb\n")).toBe(0);
    expect(conflictCount("see <<<<<<< in git\n<<<<<<<<<< ten\n")).toBe(0);
  });
});
