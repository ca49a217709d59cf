import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange, HunkDecision } from "@/lib/contract/dream-change";
import { presentChange } from "@/lib/dream/present-change";
import { buildChange } from "@/lib/dream/testing/build-change";
import { closeDecision } from "./close-decision";
import { overlayDecisions } from "./overlay-decisions";

const [template] = presentChange(buildChange("1\n", "one\n"), "basic").hunks;

/** A change of one hunk a name, each with what it needs and how it was decided. */
function changeOf(id: string, hunks: Record<string, { needs?: string[]; is?: HunkDecision }>): DreamChange {
  return {
    ...presentChange(buildChange("1\n", "one\n"), "basic"),
    id,
    hunks: Object.entries(hunks).flatMap(([name, { needs = [], is = "pending" }]) =>
      template === undefined ? [] : [{ ...template, id: name, depends_on: needs, decision: is }],
    ),
  };
}

const approve = (change_id: string, ...hunk_ids: string[]): ReviewDecision => ({
  change_id,
  decision: "approve",
  ...(hunk_ids.length > 0 ? { hunk_ids } : {}),
});

/** Every accepted hunk has what it needs accepted too. */
const isClosed = (changes: readonly DreamChange[]): boolean => {
  const accepted = new Set(
    changes.flatMap(({ hunks }) => hunks.filter(({ decision }) => decision === "approved").map(({ id }) => id)),
  );
  return changes.every(({ hunks }) =>
    hunks.every(({ id, depends_on }) => !accepted.has(id) || depends_on.every((needed) => accepted.has(needed))),
  );
};

describe("what goes along with a decision", () => {
  it("is nothing where nothing depends on anything", () => {
    expect(closeDecision([changeOf("x", { a: {}, b: {} })], approve("x", "a"))).toEqual([]);
  });

  it("is all that an accepted hunk needs, over files and over steps", () => {
    const changes = [changeOf("x", { a: { needs: ["b"] }, z: {} }), changeOf("y", { b: { needs: ["c"] }, c: {} })];
    expect(closeDecision(changes, approve("x", "a"))).toEqual([
      { change_id: "y", hunk_ids: ["b", "c"], decision: "approve", expected_decision: "pending" },
    ]);
  });

  it("is the other side of a move, whichever is accepted", () => {
    const changes = [changeOf("x", { a: { needs: ["b"] } }), changeOf("y", { b: { needs: ["a"] } })];
    expect(closeDecision(changes, approve("y"))).toMatchObject([{ change_id: "x", hunk_ids: ["a"] }]);
  });

  it("leaves what somebody rejected to them", () => {
    const changes = [changeOf("x", { a: { needs: ["b"] } }), changeOf("y", { b: { is: "rejected" } })];
    expect(closeDecision(changes, approve("x", "a"))).toEqual([]);
  });

  it("takes back what was accepted on a hunk that is rejected", () => {
    const changes = [
      changeOf("x", { a: { needs: ["b"], is: "approved" }, c: { needs: ["b"] } }),
      changeOf("y", { b: { is: "approved" } }),
    ];
    expect(closeDecision(changes, { change_id: "y", hunk_ids: ["b"], decision: "reject" })).toEqual([
      { change_id: "x", hunk_ids: ["a"], decision: "reset", expected_decision: "approved" },
    ]);
  });

  it("leaves every review closed, whatever is decided in whatever order", () => {
    const names = ["a", "b", "c", "d", "e"];
    const needs = fc.subarray(names);
    const verdict = fc.constantFrom("approve" as const, "reset" as const);
    fc.assert(
      fc.property(
        fc.tuple(needs, needs, needs, needs, needs),
        fc.array(fc.tuple(fc.constantFrom(...names), verdict), { maxLength: 10 }),
        (wanted, steps) => {
          const placed = Object.fromEntries(names.map((name, at) => [name, { needs: wanted[at] ?? [] }]));
          const { a = {}, b = {}, ...others } = placed;
          let changes: readonly DreamChange[] = [changeOf("x", { a, b }), changeOf("y", others)];
          for (const [name, decision] of steps) {
            const own: ReviewDecision = { change_id: "ab".includes(name) ? "x" : "y", hunk_ids: [name], decision };
            changes = overlayDecisions(changes, [own, ...closeDecision(changes, own)]);
            expect(isClosed(changes)).toBe(true);
          }
        },
      ),
    );
  });
});
