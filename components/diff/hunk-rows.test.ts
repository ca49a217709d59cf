import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countChanges, type ShownHunk, splitRows, unifiedRows } from "./hunk-rows";

type Op = " " | "+" | "-";

function hunkOf(lines: [Op, string][], oldStart = 1, newStart = 1): ShownHunk {
  const oldCount = lines.filter(([op]) => op !== "+").length;
  const newCount = lines.filter(([op]) => op !== "-").length;
  return {
    old_start: oldCount === 0 ? oldStart - 1 : oldStart,
    old_count: oldCount,
    new_start: newCount === 0 ? newStart - 1 : newStart,
    new_count: newCount,
    lines: lines.map(([op, text]) => ({ op, text })),
  };
}

const anyLines = fc.array(fc.tuple(fc.constantFrom<Op>(" ", "+", "-"), fc.string({ maxLength: 12 })), {
  maxLength: 30,
});

describe("splitRows", () => {
  it("pairs the removed lines of a run with the added ones, in order", () => {
    const rows = splitRows(
      hunkOf(
        [
          [" ", "a"],
          ["-", "b"],
          ["-", "c"],
          ["+", "B"],
          [" ", "d"],
        ],
        10,
        20,
      ),
    );
    expect(rows.map((row) => [row.before?.line, row.after?.line])).toEqual([
      [10, 20],
      [11, 21],
      [12, undefined],
      [13, 22],
    ]);
  });

  it("makes no more rows than asked for, and the same ones", () => {
    fc.assert(
      fc.property(anyLines, fc.nat(20), (lines, limit) => {
        const hunk = hunkOf(lines);
        expect(splitRows(hunk, limit)).toEqual(splitRows(hunk).slice(0, limit));
        expect(splitRows(hunk, limit + 3, limit)).toEqual(splitRows(hunk).slice(limit, limit + 3));
      }),
    );
  });

  it("shows both sides of a file that was rewritten from the first row on", () => {
    const hunk = hunkOf([
      ...Array.from({ length: 5000 }, (_, at): [Op, string] => ["-", `old ${at}`]),
      ...Array.from({ length: 5000 }, (_, at): [Op, string] => ["+", `new ${at}`]),
    ]);
    const rows = splitRows(hunk, 3);
    expect(rows.map(({ before, after }) => [before?.text, after?.text])).toEqual([
      ["old 0", "new 0"],
      ["old 1", "new 1"],
      ["old 2", "new 2"],
    ]);
    expect(unifiedRows(hunk, 3)).toHaveLength(6);
  });

  it("numbers a new file from line 1 although its hunk starts at 0", () => {
    expect(
      splitRows(
        hunkOf([
          ["+", "a"],
          ["+", "b"],
        ]),
      ).map(({ after }) => after?.line),
    ).toEqual([1, 2]);
  });

  it("numbers an insertion after the line that the hunk names", () => {
    const rows = splitRows({ old_start: 5, old_count: 0, new_start: 6, new_count: 1, lines: [{ op: "+", text: "x" }] });
    expect(rows[0]?.after?.line).toBe(6);
  });

  it("loses and invents no line, on either side", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const rows = splitRows(hunkOf(lines));
        const before = rows.flatMap((row) => (row.before ? [row.before.text] : []));
        const after = rows.flatMap((row) => (row.after ? [row.after.text] : []));
        expect(before).toEqual(lines.filter(([op]) => op !== "+").map(([, text]) => text));
        expect(after).toEqual(lines.filter(([op]) => op !== "-").map(([, text]) => text));
      }),
    );
  });
});

describe("unifiedRows", () => {
  it("shows what was removed before what was added", () => {
    const rows = unifiedRows(
      hunkOf([
        ["-", "a"],
        ["-", "b"],
        ["+", "A"],
        ["+", "B"],
        [" ", "c"],
      ]),
    );
    expect(rows.map((row) => row.kind)).toEqual(["removed", "removed", "added", "added", "context"]);
  });

  it("keeps both sides in order, line for line", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const rows = unifiedRows(hunkOf(lines));
        const before = rows.flatMap((row) => (row.kind === "added" ? [] : [row.before.line]));
        const after = rows.flatMap((row) => (row.kind === "removed" ? [] : [row.after.line]));
        expect(before).toEqual(before.toSorted((a, b) => a - b));
        expect(after).toEqual(after.toSorted((a, b) => a - b));
        expect(before.length).toBe(lines.filter(([op]) => op !== "+").length);
        expect(after.length).toBe(lines.filter(([op]) => op !== "-").length);
      }),
    );
  });
});

describe("countChanges", () => {
  it("counts lines over all hunks", () => {
    expect(
      countChanges([
        hunkOf([
          ["+", "a"],
          ["-", "b"],
        ]),
        hunkOf([
          ["+", "c"],
          [" ", "d"],
        ]),
      ]),
    ).toEqual({ added: 2, removed: 1 });
  });
});
