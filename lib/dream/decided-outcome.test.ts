import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { ChangeRow } from "./change-row";
import { decideChange } from "./decide-change";
import { decidedOutcome } from "./decided-outcome";
import { buildChange } from "./testing/build-change";

const by = { kind: "user", id: "user_1", at: new Date("2026-03-02T10:00:00Z") };
const text = fc
  .array(fc.constantFrom("a", "b", "c", "", "# d", "\te\r"), { maxLength: 30 })
  .chain((lines) => fc.boolean().map((open) => lines.join("\n") + (open || lines.length === 0 ? "" : "\n")));

function decide(change: ChangeRow, decision: Partial<ReviewDecision>): ChangeRow {
  return decideChange(change, { change_id: change.id, decision: "approve", ...decision }, by);
}

describe("what a change comes to", () => {
  it("is the proposal when every hunk is approved, and nothing when every hunk is rejected", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = buildChange(before, after);
        expect(decidedOutcome(decide(change, {}), before)).toEqual({ kind: "write", path: "/a.md", content: after });
        expect(decidedOutcome(decide(change, { decision: "reject" }), before)).toEqual({ kind: "none" });
        expect(decidedOutcome(change, before)).toEqual({ kind: "none" });
      }),
    );
  });

  it("does not depend on the order in which hunks were decided", () => {
    fc.assert(
      fc.property(text, text, fc.infiniteStream(fc.boolean()), (before, after, coins) => {
        const change = buildChange(before, after);
        const chosen = change.hunks.map((hunk) => hunk.id).filter(() => coins.next().value);
        const inOrder = (ids: string[]) => ids.reduce((decided, id) => decide(decided, { hunk_ids: [id] }), change);
        expect(decidedOutcome(inOrder(chosen), before)).toEqual(decidedOutcome(inOrder(chosen.toReversed()), before));
      }),
    );
  });

  it("holds the reviewer's own lines in the place of a hunk's", () => {
    const change = buildChange("1\n2\n3\n", "1\ntwo\n3\n");
    const decided = decide(change, { hunk_ids: ["dchg_1.0"], replacement_lines: ["TWO", "and more"] });
    expect(decidedOutcome(decided, "1\n2\n3\n")).toMatchObject({ content: "1\nTWO\nand more\n3\n" });
    const emptied = decide(change, { hunk_ids: ["dchg_1.0"], replacement_lines: [] });
    expect(decidedOutcome(emptied, "1\n2\n3\n")).toMatchObject({ content: "1\n3\n" });
  });

  it("is the reviewer's own text, until a hunk is decided on again", () => {
    const change = buildChange("1\n", "2\n");
    const own = decide(change, { content: "mine\n" });
    expect(decidedOutcome(own, "1\n")).toMatchObject({ content: "mine\n" });
    expect(decidedOutcome(decide(own, {}), "1\n")).toMatchObject({ content: "2\n" });
  });

  it("deletes, unless the reviewer keeps lines of the file", () => {
    const change = buildChange("1\n2\n", "", { operation: "deleted", proposed_content: null });
    expect(decidedOutcome(decide(change, {}), "1\n2\n")).toEqual({ kind: "delete" });
    const kept = decide(change, { hunk_ids: ["dchg_1.0"], replacement_lines: ["kept"] });
    expect(decidedOutcome(kept, "1\n2\n")).toMatchObject({ kind: "write", content: "kept\n" });
    const empty = buildChange("", "", { operation: "deleted", proposed_content: null });
    expect(decidedOutcome(decide(empty, {}), "")).toEqual({ kind: "delete" });
  });

  it("renames without hunks by a decision on the whole change", () => {
    const change = buildChange("1\n", "1\n", { operation: "renamed", path: "/b.md", previous_path: "/a.md" });
    expect(change.hunks).toEqual([]);
    expect(decidedOutcome(decide(change, {}), "1\n")).toEqual({ kind: "write", path: "/b.md", content: "1\n" });
  });
});
