import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DreamHunk } from "@/lib/contract/dream-change";
import { chunkHunksOf } from "./hunk-chunks";

const hunkOf = (id: string): DreamHunk => ({
  id,
  old_start: 1,
  old_count: 1,
  new_start: 1,
  new_count: 1,
  lines: [],
  insight_ids: [],
  depends_on: [],
  decision: "pending",
});

describe("the portions in which hunks are drawn", () => {
  it("hold every hunk once, in order, each portion at its place", () => {
    fc.assert(
      fc.property(fc.nat(200), (count) => {
        const hunks = Array.from({ length: count }, (_, at) => hunkOf(`hunk_${at}`));
        const chunks = chunkHunksOf(hunks);
        expect(chunks.flatMap((chunk) => chunk.hunks)).toEqual(hunks);
        for (const { start, hunks: part } of chunks) expect(part[0]).toBe(hunks[start]);
      }),
      { numRuns: 20 },
    );
  });

  it("are small enough that none holds up the page", () => {
    const hunks = Array.from({ length: 834 }, (_, at) => hunkOf(`hunk_${at}`));
    expect(Math.max(...chunkHunksOf(hunks).map((chunk) => chunk.hunks.length))).toBeLessThanOrEqual(20);
  });
});
