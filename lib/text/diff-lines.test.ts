import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines, type Hunk } from "./diff-lines";
import { splitLines } from "./lines";
import { anyEdit, anyText } from "./testing/arbitrary-text";

const side = (hunk: Hunk, ops: string) => hunk.lines.filter((line) => ops.includes(line.op)).map((line) => line.text);
const texts = (text: string) => splitLines(text).map((line) => line.replace(/\n$/, ""));
const context = fc.constantFrom(0, 1, 3, 10);
const pairs = fc.oneof(anyEdit, fc.tuple(anyText, anyText));

function slicePosition(lines: string[], start: number, count: number): string[] {
  return count === 0 ? [] : lines.slice(start - 1, start - 1 + count);
}

describe("diffLines", () => {
  it("has no hunks exactly when the texts are equal", () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => (diffLines(before, after).hunks.length === 0) === (before === after)),
    );
  });

  it("shows in each hunk exactly the lines at its positions, on both sides", () => {
    fc.assert(
      fc.property(pairs, context, ([before, after], lines) => {
        for (const hunk of diffLines(before, after, { context: lines }).hunks) {
          expect(side(hunk, " -")).toEqual(slicePosition(texts(before), hunk.old_start, hunk.old_count));
          expect(side(hunk, " +")).toEqual(slicePosition(texts(after), hunk.new_start, hunk.new_count));
          expect(side(hunk, " -")).toHaveLength(hunk.old_count);
        }
      }),
    );
  });

  it("keeps hunks disjoint and in order, and one run of changes in each", () => {
    fc.assert(
      fc.property(pairs, context, ([before, after], lines) => {
        let [oldEnd, newEnd] = [0, 0];
        for (const hunk of diffLines(before, after, { context: lines }).hunks) {
          const oldFrom = hunk.old_count === 0 ? hunk.old_start : hunk.old_start - 1;
          const newFrom = hunk.new_count === 0 ? hunk.new_start : hunk.new_start - 1;
          expect(oldFrom).toBeGreaterThanOrEqual(oldEnd);
          expect(newFrom).toBeGreaterThanOrEqual(newEnd);
          expect(hunk.lines.map((line) => line.op).join("")).toMatch(/^ *(-+\+*|\++) *$/);
          [oldEnd, newEnd] = [oldFrom + hunk.old_count, newFrom + hunk.new_count];
        }
      }),
    );
  });

  it("finds the same changes whatever the context", () => {
    fc.assert(
      fc.property(pairs, context, ([before, after], lines) => {
        const changes = (hunks: Hunk[]) => hunks.map((hunk) => hunk.lines.filter((line) => line.op !== " "));
        const bare = diffLines(before, after, { context: 0 }).hunks;
        expect(changes(diffLines(before, after, { context: lines }).hunks)).toEqual(changes(bare));
        expect(bare.every((hunk) => hunk.lines.every((line) => line.op !== " "))).toBe(true);
      }),
    );
  });

  it("gives an insertion the line before it as its old start", () => {
    expect(diffLines("a\nb\n", "a\nx\nb\n", { context: 0 }).hunks).toEqual([
      { old_start: 1, old_count: 0, new_start: 2, new_count: 1, lines: [{ op: "+", text: "x" }] },
    ]);
    expect(diffLines("", "x\n").hunks[0]).toMatchObject({ old_start: 0, old_count: 0, new_start: 1, new_count: 1 });
    expect(diffLines("x\n", "").hunks[0]).toMatchObject({ old_start: 1, old_count: 1, new_start: 0, new_count: 0 });
  });

  it("keeps two changes that are one line apart separate, and shows the line between them once", () => {
    const { hunks } = diffLines("1\na\n2\nb\n3\n", "1\nA\n2\nB\n3\n");
    expect(hunks.map((hunk) => hunk.lines.map((line) => line.op + line.text))).toEqual([
      [" 1", "-a", "+A", " 2"],
      ["-b", "+B", " 3"],
    ]);
  });

  it("shows a change of line endings as changes", () => {
    const { hunks } = diffLines("a\r\nb\r\n", "a\nb\n");
    expect(hunks).toHaveLength(1);
    expect(hunks[0]?.lines.map((line) => line.op + line.text)).toEqual(["-a\r", "-b\r", "+a", "+b"]);
  });

  it("shows a change of only the last line feed, and says which side lacks it", () => {
    const diff = diffLines("a\nb", "a\nb\n", { context: 0 });
    expect(diff.noNewlineAtEnd).toEqual({ old: true, new: false });
    expect(diff.hunks).toEqual([
      {
        old_start: 2,
        old_count: 1,
        new_start: 2,
        new_count: 1,
        lines: [
          { op: "-", text: "b" },
          { op: "+", text: "b" },
        ],
        no_newline_at_end: { old: true, new: false },
      },
    ]);
    expect(diffLines("a\n", "b\n").noNewlineAtEnd).toBeUndefined();
  });

  it("gives one hunk for a range it could not compare, and says that it did not", () => {
    const before = `same\n${Array.from({ length: 6_000 }, (_, index) => `${(index * index) % 17}\n`).join("")}end\n`;
    const after = `same\n${Array.from({ length: 6_000 }, (_, index) => `${(index * 5) % 17}\n`).join("")}end\n`;
    const diff = diffLines(before, after, { timeoutMs: 20 });
    expect(diff.bounded).toBe(true);
    expect(diff.hunks).toHaveLength(1);
    expect(diff.hunks[0]).toMatchObject({ old_start: 1, new_start: 1, old_count: 6_002 });
  });
});
