import { describe, expect, it } from "vitest";
import { decideChange } from "./decide-change";
import { buildChange } from "./testing/build-change";

const by = { kind: "user", id: "user_1", at: new Date("2026-03-02T10:00:00Z") };
const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
const change = buildChange(before, "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n");

describe("a decision", () => {
  it("notes author and time on the hunks that it is about, and on no other", () => {
    const decided = decideChange(change, { change_id: "dchg_1", hunk_ids: ["dchg_1.1"], decision: "reject" }, by);
    expect(decided.hunks).toMatchObject([
      { decision: "pending" },
      { decision: "rejected", decided_by: { kind: "user", id: "user_1" }, decided_at: "2026-03-02T10:00:00.000Z" },
    ]);
    expect(decided).toMatchObject({ decision: "pending", decided_by_id: "user_1" });
  });

  it("leaves no trace of an earlier one when it resets", () => {
    const lines = {
      change_id: "dchg_1",
      hunk_ids: ["dchg_1.0"],
      decision: "approve",
      replacement_lines: ["x"],
    } as const;
    const decided = decideChange(change, { ...lines, hunk_ids: [...lines.hunk_ids], replacement_lines: ["x"] }, by);
    const reset = decideChange(decided, { change_id: "dchg_1", decision: "reset" }, by);
    expect(reset.hunks).toEqual(change.hunks);
    expect(reset.decision).toBe("pending");
  });

  it("can add to what was applied, but not take it back", () => {
    const [first, ...rest] = change.hunks;
    if (first === undefined) throw new Error("two hunks were built");
    const applied = {
      ...change,
      applied_at: by.at,
      hunks: [{ ...first, decision: "approved" as const, applied: true }, ...rest],
    };
    const more = decideChange(applied, { change_id: "dchg_1", hunk_ids: ["dchg_1.1"], decision: "approve" }, by);
    expect(more.decision).toBe("approved");
    expect(more.hunks[0]).toEqual(applied.hunks[0]);
    for (const decision of [
      { hunk_ids: ["dchg_1.0"], decision: "reject" as const },
      { decision: "reset" as const },
      { decision: "approve" as const, content: "own\n" },
    ]) {
      expect(() => decideChange(applied, { change_id: "dchg_1", ...decision }, by)).toThrow("was applied");
    }
  });

  it("clears a conflict when it is about the whole file, but never that something was redacted", () => {
    const conflict = {
      change_id: "dchg_1",
      reason: "changed",
      path: "/a.md",
      current_content_sha256: null,
      merge: null,
    } as const;
    const moved = { ...change, conflict };
    expect(decideChange(moved, { change_id: "dchg_1", decision: "approve", content: "m\n" }, by).conflict).toBeNull();
    const one = { change_id: "dchg_1", hunk_ids: ["dchg_1.0"], decision: "approve" as const };
    expect(decideChange(moved, one, by).conflict).toEqual(conflict);
    const redacted = { ...change, conflict: { ...conflict, reason: "redacted" as const } };
    expect(() => decideChange(redacted, { change_id: "dchg_1", decision: "approve" }, by)).toThrow("redacted");
    expect(decideChange(redacted, { change_id: "dchg_1", decision: "reject" }, by)).toMatchObject({
      decision: "rejected",
      conflict: { reason: "redacted" },
    });
  });
});
