import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "@/lib/text/apply-hunks";
import { type ChangeRow, decisionOfHunks, isAppliedTo } from "./change-row";
import { decidedOutcome } from "./decided-outcome";
import { mergeWithLive } from "./merge-with-live";
import { missingDependencies } from "./missing-dependencies";
import { presentChange } from "./present-change";
import { buildChange } from "./testing/build-change";

type Decision = ChangeRow["hunks"][number]["decision"];

const before = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n";
const after = before.replace("one", "1").replace("ten", "10");

function decided(decisions: Decision[], over: Partial<ChangeRow> = {}): ChangeRow {
  const change = buildChange(before, after);
  const hunks = change.hunks.map((hunk, index) => ({ ...hunk, decision: decisions[index] ?? "pending" }));
  return { ...change, hunks, decision: decisionOfHunks(hunks), ...over };
}

const applied = {
  applied_at: new Date("2026-03-02T00:00:00Z"),
  applied_memory_store_id: "memstore_1",
  applied_memory_version_id: "memver_2",
};
const conflict = (reason: "changed" | "redacted"): NonNullable<ChangeRow["conflict"]> => ({
  change_id: "dchg_1",
  reason,
  path: "/a.md",
  current_content_sha256: null,
  merge: null,
});

describe("decisionOfHunks", () => {
  it.each([
    [["approved", "approved"], "approved"],
    [["rejected", "rejected"], "rejected"],
    [["approved", "rejected"], "partial"],
    [["approved", "pending"], "partial"],
    [["rejected", "pending"], "pending"],
    [["pending", "pending"], "pending"],
  ] as [Decision[], string][])("%j → %s", (decisions, expected) => {
    expect(decided(decisions).decision).toBe(expected);
  });
});

describe("presentChange", () => {
  it("shows the proposed text on request only, and the hunks always", () => {
    const change = decided([]);
    expect(presentChange(change, "basic").proposed).toEqual({
      content_sha256: change.proposed_content_sha256,
      content_size_bytes: after.length,
    });
    expect(presentChange(change, "full").proposed).toMatchObject({ content: after });
    expect(presentChange(change, "basic").hunks).toHaveLength(2);
  });

  it("shows no text that a redaction took away", () => {
    const gone = decided([], { proposed_content: null });
    expect(presentChange(gone, "full").proposed).not.toHaveProperty("content");
    const deletion = decided([], { proposed_content_sha256: null, proposed_content: null });
    expect(presentChange(deletion, "full").proposed).toBeNull();
  });

  it("names who decided a hunk as the wire has it, and says so of hunks that nobody decided", () => {
    const change = decided(["approved"]);
    const hunks = change.hunks.map((hunk, index) =>
      index === 0
        ? { ...hunk, decided_by: { kind: "user", id: "user_1" }, decided_at: "2026-03-02T00:00:00Z", applied: true }
        : hunk,
    );
    expect(presentChange({ ...change, hunks }, "basic").hunks).toMatchObject([
      { decided_by: { type: "user_actor", user_id: "user_1" }, applied: true, replacement_lines: null },
      { decided_by: null, decided_at: null, applied: false, replacement_lines: null },
    ]);
  });

  it.each([
    ["what was decided, before it is applied", decided(["approved", "rejected"]), "partial"],
    ["applied, once nothing is left to decide", decided(["approved", "rejected"], applied), "applied"],
    ["what is decided of it while a hunk waits", decided(["approved", "pending"], applied), "partial"],
    ["a conflict that holds it back", decided(["approved", "approved"], { conflict: conflict("changed") }), "conflict"],
    [
      "a conflict of a later apply",
      decided(["approved", "approved"], { ...applied, conflict: conflict("changed") }),
      "conflict",
    ],
    [
      "a redaction before it was applied",
      decided(["approved", "approved"], { conflict: conflict("redacted") }),
      "conflict",
    ],
    [
      "applied, though redacted since",
      decided(["approved", "approved"], { ...applied, conflict: conflict("redacted") }),
      "applied",
    ],
  ])("has the state: %s", (_, change, state) => {
    expect(presentChange(change, "basic").state).toBe(state);
  });

  it("has no base of a new file, and no place of what was not applied", () => {
    const created = decided([], { operation: "created", base_memory_id: null });
    expect(presentChange(created, "basic")).toMatchObject({ base: null, applied: null });
    expect(presentChange(decided(["approved"], applied), "basic").applied).toEqual({
      memory_store_id: "memstore_1",
      memory_version_id: "memver_2",
      at: "2026-03-02T00:00:00.000Z",
    });
    expect(isAppliedTo(decided([], applied), "memstore_1")).toBe(true);
    expect(isAppliedTo(decided([], applied), "memstore_2")).toBe(false);
  });
});

describe("missingDependencies", () => {
  const withDeps = (id: string, entries: [Decision, string[]][]) => {
    const change = buildChange("a\n", "b\n", { id });
    const [hunk] = change.hunks;
    const hunks = entries.flatMap(([decision, depends_on], index) =>
      hunk ? [{ ...hunk, id: `${id}.${index}`, decision, depends_on }] : [],
    );
    return { id, hunks };
  };

  it("names each hunk that approved ones lack, once, with all that need it", () => {
    const changes = [
      withDeps("a", [
        ["pending", []],
        ["approved", ["a.0"]],
        ["approved", ["a.0", "b.0"]],
      ]),
      withDeps("b", [["rejected", []]]),
    ];
    expect(missingDependencies(changes)).toEqual([
      { hunk_id: "a.0", change_id: "a", needed_by: ["a.1", "a.2"] },
      { hunk_id: "b.0", change_id: "b", needed_by: ["a.2"] },
    ]);
  });

  it("wants nothing for hunks that are not approved, nor from outside of the dream", () => {
    expect(
      missingDependencies([
        withDeps("a", [
          ["approved", []],
          ["pending", ["a.0"]],
          ["rejected", ["x"]],
        ]),
      ]),
    ).toEqual([]);
    expect(missingDependencies([withDeps("a", [["approved", ["elsewhere"]]])])).toEqual([]);
    expect(missingDependencies([])).toEqual([]);
  });

  it("wants nothing more once what it named is approved, and its needs in turn", () => {
    const decision = fc.constantFrom<Decision>("pending", "approved", "rejected");
    const entries = fc.array(fc.tuple(decision, fc.array(fc.nat(5), { maxLength: 3 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(entries, (list) => {
        let change = withDeps(
          "a",
          list.map(([made, needs]) => [made, needs.map((at) => `a.${at}`)]),
        );
        for (let round = 0; round <= list.length; round++) {
          const missing = new Set(missingDependencies([change]).map(({ hunk_id }) => hunk_id));
          if (round === list.length) expect(missing.size).toBe(0);
          change = {
            ...change,
            hunks: change.hunks.map((hunk) => (missing.has(hunk.id) ? { ...hunk, decision: "approved" } : hunk)),
          };
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("mergeWithLive", () => {
  const merge = (over: Partial<Parameters<typeof mergeWithLive>[0]>) =>
    mergeWithLive({
      change: { operation: "modified" },
      reason: "changed",
      base: before,
      live: before,
      wanted: after,
      ...over,
    });

  it("joins edits of two places and marks two of one", () => {
    expect(merge({ live: before.replace("five", "5") })).toEqual({ content: after.replace("five", "5"), clean: true });
    expect(merge({ live: before.replace("one", "uno") })).toMatchObject({ clean: false });
  });

  it("merges a new file with the one that took its path, and nothing else with nothing", () => {
    expect(merge({ change: { operation: "created" }, reason: "path_taken", live: "other\n" })).not.toBeNull();
    expect(merge({ reason: "path_taken" })).toBeNull();
    expect(merge({ reason: "redacted" })).toBeNull();
  });
});

describe("decidedOutcome", () => {
  it("is what the approved hunks alone give, whatever was decided of the others", () => {
    const decision = fc.constantFrom<Decision>("pending", "approved", "rejected");
    fc.assert(
      fc.property(decision, decision, (first, second) => {
        const change = decided([first, second]);
        const outcome = decidedOutcome(change, before);
        const approved = new Set(change.hunks.filter((hunk) => hunk.decision === "approved").map(({ id }) => id));
        if (approved.size === 0) expect(outcome).toEqual({ kind: "none" });
        else expect(outcome).toMatchObject({ kind: "write", content: applyHunks(before, change.hunks, approved) });
      }),
      { numRuns: 30 },
    );
  });
});
