import { describe, expect, it } from "vitest";
import type { DeleteEdit, InsertEdit, SubstituteEdit } from "./edit";
import { buildRegions } from "./edit-region";
import type { Finding } from "./finding";
import { readDocument } from "./memory-document";
import { citeMemory } from "./memory-evidence";
import { settleEdits } from "./settle-edits";
import { memorySupport } from "./support";
import { buildMemory } from "./testing-builders";
import type { DreamWorld } from "./world";

type LineEdit = DeleteEdit | InsertEdit | SubstituteEdit;

const lines = ["one", "two two", "three", "four", "five", "six", "seven", "eight"];
const document = readDocument(buildMemory("/a.md", `${lines.join("\n")}\n`), false);
const world: DreamWorld = {
  store: { id: "s", name: "s", access: "read_write" },
  documents: [document],
  sessions: [],
  physical: { events: [], coverage: new Map() },
  ledger: { rejections: [] },
  references: [],
};

function finding(identity: string, ...shown: [number, number][]): Finding {
  return {
    detector: "D0",
    kind: "structure",
    subject: { path: "/a.md" },
    identity,
    tier: "exact",
    claim: "",
    conditions: [],
    support: memorySupport(0),
    evidence: [
      { source: "event", session_id: "s", event_id: "sevt_1", quote: "done", role: "closing" },
      ...shown.map(([from, to]) => citeMemory(document, from, to)),
    ],
    state: "proposed",
    droppedReason: null,
    edits: [],
  };
}

const remove = (startLine: number, count = 1): DeleteEdit => ({
  op: "delete",
  path: "/a.md",
  startLine,
  expected: lines.slice(startLine - 1, startLine - 1 + count),
  cause: { kind: "closed_by", eventId: "sevt_1" },
});
const swap = (line: number, column: number, expected: string, text: string): SubstituteEdit => ({
  op: "substitute",
  path: "/a.md",
  line,
  column,
  expected,
  text,
  cause: { kind: "contradicted_by", eventId: "sevt_1" },
});
const settle = (...entries: [LineEdit, Finding][]) =>
  settleEdits(
    entries.map(([edit, own]) => ({ edit, finding: own })),
    world,
  );

describe("settleEdits", () => {
  it("lets the earlier of two edits of one line stand, and joins equal deletions", () => {
    const { settled, refusals } = settle(
      [remove(3), finding("first", [3, 3])],
      [swap(3, 0, "three", "3"), finding("second")],
      [remove(3), finding("third", [3, 3])],
    );
    expect(settled.map((entry) => entry.finding.identity)).toEqual(["first", "third"]);
    expect([...refusals.values()]).toEqual(["another edit of the same lines stands"]);
    const regions = buildRegions(
      document,
      settled.map(({ edit, finding: own }) => ({ edit, insightKey: own.identity })),
    );
    expect(regions).toMatchObject([{ start: 2, count: 1, lines: [], insightKeys: ["first", "third"] }]);
  });

  it("joins two replacements in one line into one region of both findings", () => {
    const { settled } = settle([swap(2, 0, "two", "2"), finding("a")], [swap(2, 4, "two", "zwei"), finding("b")]);
    const regions = buildRegions(
      document,
      settled.map(({ edit, finding: own }) => ({ edit, insightKey: own.identity })),
    );
    expect(regions.map((region) => [region.lines, region.insightKeys.toSorted()])).toEqual([[["2 zwei"], ["a", "b"]]]);
  });

  it("refuses an edit whose text is not there", () => {
    expect(settle([{ ...remove(3), expected: ["other"] }, finding("a", [3, 3])]).settled).toEqual([]);
    expect(settle([swap(1, 1, "two", "x"), finding("a")]).settled).toEqual([]);
  });

  it("lets lines go without evidence only within a tenth of the store", () => {
    expect(settle([remove(3), finding("unshown")]).settled).toEqual([]);
    expect(settle([remove(3, 4), finding("shown", [3, 6])]).settled).toHaveLength(1);
  });

  it("puts an insertion after changed lines into their region, since the two cannot be decided apart", () => {
    const insert: InsertEdit = { op: "insert", path: "/a.md", afterLine: 3, lines: ["new"] };
    const regions = buildRegions(document, [
      { edit: remove(3), insightKey: "a" },
      { edit: insert, insightKey: "b" },
    ]);
    expect(regions).toMatchObject([{ start: 2, count: 1, lines: ["new"], insightKeys: ["a", "b"] }]);
  });
});
