import { describe, expect, it } from "vitest";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import {
  countToApply,
  groupOf,
  hunksToDecide,
  inReviewOrder,
  insightIdsOf,
  isHeldUp,
  isPending,
  isUnseen,
  lineCounts,
  nextPending,
} from "./review-order";

function buildHunk(part: Partial<DreamHunk> = {}): DreamHunk {
  return {
    id: "hunk_1",
    old_start: 1,
    old_count: 1,
    new_start: 1,
    new_count: 1,
    lines: [
      { op: "-", text: "a" },
      { op: "+", text: "b" },
    ],
    insight_ids: ["dins_1"],
    depends_on: [],
    decision: "pending",
    ...part,
  };
}

function buildChange(part: Partial<DreamChange> = {}): DreamChange {
  return {
    id: "dchg_1",
    type: "dream_change",
    dream_id: "drm_1",
    operation: "modified",
    path: "/a.md",
    previous_path: null,
    base: null,
    proposed: null,
    hunks: [buildHunk()],
    risk: "low",
    risk_reasons: [],
    state: "pending",
    revision: 1,
    ...part,
  };
}

describe("the order of a review", () => {
  it("puts what can hurt first, then edits, then new files, each by path", () => {
    const changes = [
      buildChange({ id: "1", path: "/z.md", operation: "created" }),
      buildChange({ id: "2", path: "/b.md" }),
      buildChange({ id: "3", path: "/a.md" }),
      buildChange({ id: "4", path: "/y.md", operation: "deleted" }),
      buildChange({ id: "5", path: "/x.md", risk: "high" }),
      buildChange({ id: "6", path: "/w.md", state: "conflict" }),
    ];
    expect(inReviewOrder(changes).map((change) => change.id)).toEqual(["5", "6", "4", "3", "2", "1"]);
    expect(groupOf(changes[5] ?? buildChange())).toBe("care");
  });

  it("goes on to the next file that waits, round the end", () => {
    const changes = [
      buildChange({ id: "1" }),
      buildChange({ id: "2", state: "approved", hunks: [buildHunk({ decision: "approved" })] }),
      buildChange({ id: "3" }),
    ];
    expect(nextPending(changes, "1")?.id).toBe("3");
    expect(nextPending(changes, "3")?.id).toBe("1");
    expect(nextPending(changes.slice(0, 2), "1")).toBeNull();
  });

  it("counts a change without hunks as one decision", () => {
    expect(isPending(buildChange({ hunks: [] }))).toBe(true);
    expect(isPending(buildChange({ hunks: [], state: "approved" }))).toBe(false);
    expect(isPending(buildChange({ state: "applied" }))).toBe(false);
  });

  it("counts lines, files to apply, and each insight once", () => {
    const change = buildChange({
      hunks: [buildHunk(), buildHunk({ id: "hunk_2", insight_ids: ["dins_1", "dins_2"] })],
    });
    expect(lineCounts(change.hunks)).toEqual({ added: 2, removed: 2 });
    expect(insightIdsOf(change)).toEqual(["dins_1", "dins_2"]);
    expect(countToApply([change, buildChange({ state: "partial" }), buildChange({ state: "approved" })])).toBe(2);
  });
});

describe("a file that moved since the dream read it", () => {
  it("needs care, until it is rejected or applied", () => {
    expect(groupOf(buildChange({ is_stale: true }))).toBe("care");
    expect(isHeldUp(buildChange({ is_stale: true, state: "approved" }))).toBe(true);
    expect(isHeldUp(buildChange({ is_stale: true, state: "rejected" }))).toBe(false);
    expect(isHeldUp(buildChange({ is_stale: true, state: "applied" }))).toBe(false);
    expect(isHeldUp(buildChange())).toBe(false);
  });
});

describe("what a reader has not seen", () => {
  it("is what they never looked at, and what took another form since", () => {
    expect(isUnseen(buildChange({ seen_revision: null }))).toBe(true);
    expect(isUnseen(buildChange({ seen_revision: 1, revision: 2 }))).toBe(true);
    expect(isUnseen(buildChange({ seen_revision: 2, revision: 2 }))).toBe(false);
  });

  it("is nothing where the answer does not tell", () => {
    expect(isUnseen(buildChange())).toBe(false);
  });
});

describe("a decision on the whole file", () => {
  const hunks = [
    buildHunk({ id: "hunk_1", decision: "rejected" }),
    buildHunk({ id: "hunk_2" }),
    buildHunk({ id: "hunk_3" }),
  ];

  it("is about what is still open, which nobody must have decided meanwhile", () => {
    expect(hunksToDecide(buildChange({ hunks }))).toEqual({ hunkIds: ["hunk_2", "hunk_3"], expected: "pending" });
  });

  it("is about all of it once nothing is open", () => {
    const decided = hunks.map((hunk) => ({ ...hunk, decision: "approved" as const }));
    expect(hunksToDecide(buildChange({ hunks: decided }))).toEqual({
      hunkIds: ["hunk_1", "hunk_2", "hunk_3"],
      expected: null,
    });
  });
});
