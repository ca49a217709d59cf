import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReviewDecision } from "@/lib/contract/dream";
import { decideChange } from "@/lib/dream/decide-change";
import { presentChange } from "@/lib/dream/present-change";
import { buildChange } from "@/lib/dream/testing/build-change";
import { overlayDecisions } from "./overlay-decisions";

const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
const after = "1\ntwo\n3\n4\nfive\n6\n7\neight\n9\n";
const stored = buildChange(before, after);
const shown = presentChange(stored, "basic");
const by = { kind: "user", id: "user_1", at: new Date(0) };

const decision = fc.record({
  change_id: fc.constant(shown.id),
  decision: fc.constantFrom("approve" as const, "reject" as const, "reset" as const),
  hunk_ids: fc.option(
    fc.subarray(
      shown.hunks.map(({ id }) => id),
      { minLength: 1 },
    ),
    { nil: undefined },
  ),
});

describe("decisions under way", () => {
  it("show as the server will keep them, in any order and number", () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 8 }), (decisions: ReviewDecision[]) => {
        const kept = decisions.reduce((change, one) => decideChange(change, one, by), stored);
        const [overlaid] = overlayDecisions([shown], decisions);
        const outcome = presentChange(kept, "basic");
        expect(overlaid?.hunks.map(({ decision }) => decision)).toEqual(outcome.hunks.map(({ decision }) => decision));
        expect(overlaid?.state).toBe(outcome.state);
      }),
    );
  });

  it("bring the reviewer's own lines at once", () => {
    const [hunk] = shown.hunks;
    const own: ReviewDecision = {
      change_id: shown.id,
      hunk_ids: [hunk?.id ?? ""],
      decision: "approve",
      replacement_lines: ["zwei"],
    };
    expect(overlayDecisions([shown], [own])[0]?.hunks[0]).toMatchObject({
      decision: "approved",
      replacement_lines: ["zwei"],
    });
  });

  it("leave other files and what was applied alone", () => {
    const other = { ...shown, id: "dchg_2" };
    const applied = { ...shown, hunks: shown.hunks.map((hunk) => ({ ...hunk, applied: true })) };
    const reject: ReviewDecision = { change_id: shown.id, decision: "reject" };
    expect(overlayDecisions([other], [reject])[0]).toBe(other);
    expect(overlayDecisions([applied], [reject])[0]?.hunks).toEqual(applied.hunks);
    const rows = [shown];
    expect(overlayDecisions(rows, [])).toBe(rows);
  });
});
