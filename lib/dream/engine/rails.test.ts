import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CreateEdit, DeleteEdit, InsertEdit } from "./edit";
import type { Finding } from "./finding";
import { readDocument } from "./memory-document";
import { citeMemory } from "./memory-evidence";
import type { LineEdit } from "./rails";
import type { RemovalCause } from "./removal-cause";
import { settleEdits } from "./settle-edits";
import { memorySupport } from "./support";
import { buildMemory } from "./testing-builders";
import type { DreamWorld } from "./world";

const notes = [
  "- ledger-db listens on port 5432 in prod",
  "- ledger-db listens on port 5432",
  "- ledger-db listens on port 5433",
  "- ask the owner first",
  "- ask the owner first, always",
  "- Please ask the owner first",
];
const document = readDocument(buildMemory("/a.md", `${notes.join("\n")}\n`), false);
const frozen = readDocument(buildMemory("/frozen.md", "---\ndream: frozen\n---\n- x y z\n"), false);
const world: DreamWorld = {
  store: { id: "s", name: "s", access: "read_write" },
  documents: [document, frozen],
  sessions: [],
  physical: { events: [], coverage: new Map() },
  ledger: { rejections: [] },
  references: [],
};

/** A finding that shows all lines of the file and one event. */
function finding(identity: string): Finding {
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
      citeMemory(document, 1, notes.length),
    ],
    state: "proposed",
    droppedReason: null,
    edits: [],
  };
}

const date = (line: number, expected: string, text: string): LineEdit => ({
  op: "substitute",
  path: "/a.md",
  line,
  column: (notes[line - 1] ?? "").indexOf(expected),
  expected,
  text,
  cause: { kind: "dated_by", writtenOn: "2026-03-03" },
});

const remove = (line: number, cause: RemovalCause): DeleteEdit => ({
  op: "delete",
  path: "/a.md",
  startLine: line,
  expected: [notes[line - 1] ?? ""],
  cause,
});
const copyOf = (line: number): RemovalCause => ({ kind: "duplicate_of", path: "/a.md", lines: [line, line] });
const moved = (path: string): RemovalCause => ({ kind: "moved_to", path });

function settle(edits: readonly LineEdit[], creates: readonly CreateEdit[] = []) {
  const own = finding("f");
  const { settled, refusals } = settleEdits(
    edits.map((edit) => ({ edit, finding: own })),
    world,
    creates.map((edit) => ({ edit, finding: own })),
  );
  return [settled.length, ...refusals.values()];
}

describe("the rails of every edit", () => {
  it.each([
    ["what repeats a fuller line", remove(2, copyOf(1)), [1]],
    ["what the other line says less of", remove(1, copyOf(2)), [0, "what it would repeat says less than it"]],
    ["what begins with a capital behind its list marker", remove(6, copyOf(5)), [1]],
    ["another number", remove(2, copyOf(3)), [0, "what it would repeat says less than it"]],
    ["a copy of itself", remove(4, copyOf(4)), [0, "what it would repeat is not there"]],
    ["a copy of nothing", remove(4, copyOf(40)), [0, "what it would repeat is not there"]],
    ["what a shown event closed", remove(4, { kind: "closed_by", eventId: "sevt_1" }), [1]],
    [
      "what an event closed that nobody shows",
      remove(4, { kind: "closed_by", eventId: "sevt_2" }),
      [0, "no evidence shows the event that it names as its cause"],
    ],
    ["a move that arrives nowhere", remove(4, moved("/b.md")), [0, "a line of the move would be lost"]],
    ["nothing where a day is put behind words", date(4, "owner", "owner (2026-03-02)"), [1]],
    ["words in whose place a day would stand", date(4, "owner", "2026-03-02"), [0, "a date takes nothing away"]],
    [
      "a line for the day on which it was written",
      remove(4, { kind: "dated_by", writtenOn: "2026-03-03" }),
      [0, "a date takes nothing away"],
    ],
  ] as [string, LineEdit, (number | string)[]][])("judge the removal of %s", (_, edit, verdict) => {
    expect(settle([edit])).toEqual(verdict);
  });

  it("let lines move into a file that is made or added to, each line once", () => {
    const into: CreateEdit = { op: "create", path: "/b.md", title: "# B", block: [notes[3] ?? ""] };
    const onto: InsertEdit = { op: "insert", path: "/a.md", afterLine: 0, lines: [notes[3] ?? ""] };
    expect(settle([remove(4, moved("/b.md"))], [into])).toEqual([1]);
    expect(settle([remove(4, moved("/a.md")), onto])).toEqual([2]);
    expect(settle([remove(4, moved("/b.md")), remove(5, moved("/b.md"))], [into])).toEqual([
      1,
      "a line of the move would be lost",
    ]);
  });

  it("let no two lines go as copies of each other", () => {
    const bare = readDocument(buildMemory("/c.md", "- same words here\n- same words here\n"), false);
    const own = finding("f");
    const edits = [1, 2].map(
      (line): LineEdit => ({
        op: "delete",
        path: "/c.md",
        startLine: line,
        expected: ["- same words here"],
        cause: { kind: "duplicate_of", path: "/c.md", lines: [3 - line, 3 - line] },
      }),
    );
    const { settled } = settleEdits(
      edits.map((edit) => ({ edit, finding: { ...own, evidence: [...own.evidence, citeMemory(bare, 1, 2)] } })),
      { ...world, documents: [bare] },
    );
    expect(settled.length).toBeLessThan(2);
  });

  it("leave every byte of a frozen file", () => {
    const edit: LineEdit = { op: "insert", path: "/frozen.md", afterLine: 4, lines: ["x"] };
    expect(settle([edit])).toEqual([0, "/frozen.md must not be edited"]);
  });

  it("cover every line that any set of removals takes away", () => {
    const anyCause = fc.oneof(
      fc.integer({ min: 1, max: 6 }).map(copyOf),
      fc.constantFrom("sevt_1", "sevt_2").map((eventId): RemovalCause => ({ kind: "closed_by", eventId })),
      fc.constant(moved("/b.md")),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), anyCause), { maxLength: 6 }), (picks) => {
        const own = finding("f");
        const { settled } = settleEdits(
          picks.map(([line, cause]) => ({ edit: remove(line, cause), finding: own })),
          world,
        );
        const gone = new Set(settled.flatMap(({ edit }) => (edit.op === "delete" ? [edit.startLine] : [])));
        for (const { edit } of settled) {
          if (edit.op !== "delete" || edit.cause.kind !== "duplicate_of") continue;
          let at = edit.cause.lines[0];
          for (let steps = 0; gone.has(at); steps++) {
            expect(steps).toBeLessThan(notes.length);
            const next = settled.find((other) => other.edit.op === "delete" && other.edit.startLine === at)?.edit;
            if (next?.op !== "delete" || next.cause.kind !== "duplicate_of") break;
            at = next.cause.lines[0];
          }
        }
        const causes = (line: number) =>
          settled.flatMap(({ edit }) => (edit.op === "delete" && edit.startLine === line ? [edit.cause.kind] : []));
        for (const line of gone) expect(causes(line).some((kind) => kind !== "moved_to")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
