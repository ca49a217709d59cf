import { describe, expect, it } from "vitest";
import type { MemoryImport } from "@/lib/contract/transfer";
import { importCounts, wordsForImport, wouldChange } from "./import-words";

const nothing: MemoryImport = {
  type: "memory_import",
  memory_store_id: "memstore_1",
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: [],
  skipped_count: 0,
  versions: 0,
  history: false,
  dry_run: true,
};

describe("importCounts", () => {
  it("says each count that is one, with its noun", () => {
    const counts = importCounts({ ...nothing, created: 1, updated: 2, unchanged: 1200, skipped_count: 1 });
    expect(counts).toEqual([
      "1 new file",
      "2 files with a new text",
      "1,200 files the same already",
      "1 file left out",
    ]);
    expect(importCounts(nothing)).toEqual([]);
  });

  it("says first that the history comes along", () => {
    expect(importCounts({ ...nothing, history: true, versions: 3, created: 1 })[0]).toBe(
      "3 versions as the source had them",
    );
  });
});

describe("wouldChange", () => {
  it("is true for new files, new texts and versions, and for nothing else", () => {
    expect(wouldChange({ ...nothing, unchanged: 5, skipped_count: 2 })).toBe(false);
    for (const some of [{ created: 1 }, { updated: 1 }, { versions: 1 }]) {
      expect(wouldChange({ ...nothing, ...some })).toBe(true);
    }
  });
});

describe("wordsForImport", () => {
  it("names the next step where there is one", () => {
    const words = (status: number, type = "invalid_request_error", details = {}) =>
      wordsForImport({ status, type, message: "bad", details });
    const conflict = words(409, "memory_path_conflict_error", { conflicting_path: "/a.md" });
    expect(conflict).toMatch(/^\/a\.md stands in the way .* Choose/);
    expect(words(413)).toContain("folders");
    expect(words(429)).toContain("Try again");
    expect(words(400)).toBe("bad");
  });
});
