import { describe, expect, it } from "vitest";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import { hasConflictMarkers } from "./has-conflict-markers";

describe("hasConflictMarkers", () => {
  it("sees what a merge leaves open", () => {
    expect(hasConflictMarkers(mergeThreeWay({ base: "a\n", ours: "b\n", theirs: "c\n" }).content)).toBe(true);
    expect(hasConflictMarkers(mergeThreeWay({ base: "a\nb\n", ours: "A\nb\n", theirs: "a\nb\n" }).content)).toBe(false);
  });

  it("does not take rules, quotes or shell for markers", () => {
    expect(hasConflictMarkers("Title\n=======\n\n>>>>>>> quoted\n")).toBe(false);
    expect(hasConflictMarkers("cat <<<<<<< x\n>>>>>>> y\n")).toBe(false);
  });
});
