import { describe, expect, it } from "vitest";
import { countDifferences, restoreWords, totalOf, wordsForCounts } from "./difference-counts";
import { buildDifference } from "./testing/build-difference";

const none = { created: 0, modified: 0, deleted: 0, renamed: 0 };

describe("countDifferences", () => {
  it("counts by kind, and apart what was erased since", () => {
    const items = [
      buildDifference("created", "/a.md"),
      buildDifference("modified", "/b.md"),
      buildDifference("modified", "/c.md"),
      buildDifference("renamed", "/d.md"),
      { type: "memory_redacted" as const, memory_id: "mem_9", redacted_at: "2026-05-03T00:00:00.000Z" },
    ];
    const counts = countDifferences(items);
    expect(counts).toEqual({ created: 1, modified: 2, deleted: 0, renamed: 1, redacted: 1 });
    expect(totalOf(counts)).toBe(4);
  });
});

describe("wordsForCounts", () => {
  it("names each kind that there is, the noun once", () => {
    expect(wordsForCounts({ ...none, created: 1, modified: 5, deleted: 2 })).toBe(
      "1 file created, 5 modified, 2 deleted",
    );
    expect(wordsForCounts({ ...none, modified: 1200 })).toBe("1,200 files modified");
  });

  it("says what a restore does in its own words", () => {
    expect(wordsForCounts({ created: 2, modified: 1, deleted: 1, renamed: 1 }, restoreWords)).toBe(
      "2 files brought back, 1 changed back, 1 deleted, 1 moved back",
    );
  });

  it("has no words for nothing", () => {
    expect(wordsForCounts(none)).toBeNull();
  });
});
