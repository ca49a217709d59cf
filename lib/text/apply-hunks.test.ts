import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ApplicableHunk, applyHunks, HunkMismatchError } from "./apply-hunks";
import { diffLines } from "./diff-lines";
import { lineText, splitLines } from "./lines";
import { anyEdit, anyText } from "./testing/arbitrary-text";

const pairs = fc.oneof(anyEdit, fc.tuple(anyText, anyText));
const context = fc.constantFrom(0, 1, 3, 10);

function every(hunks: readonly unknown[]): Set<number> {
  return new Set(hunks.keys());
}

function changed(before: string, after: string): number {
  return diffLines(before, after, { context: 0 }).hunks.length;
}

describe("applyHunks", () => {
  it("gives the text after when every hunk is chosen", () => {
    fc.assert(
      fc.property(pairs, context, ([before, after], lines) => {
        const { hunks } = diffLines(before, after, { context: lines });
        expect(applyHunks(before, hunks, every(hunks))).toBe(after);
      }),
    );
  });

  it("gives the text before when none is chosen", () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(applyHunks(before, diffLines(before, after).hunks, new Set())).toBe(before);
      }),
    );
  });

  it("applies any subset, in any order of hunks, alike with and without context", () => {
    fc.assert(
      fc.property(pairs, context, fc.array(fc.boolean(), { maxLength: 20 }), ([before, after], lines, picks) => {
        const identify = (width: number): ApplicableHunk[] =>
          diffLines(before, after, { context: width }).hunks.map((hunk, index) => ({ ...hunk, id: `h${index}` }));
        const chosen = new Set(identify(0).flatMap((hunk, index) => (picks[index] ? [hunk.id ?? index] : [])));
        const bare = applyHunks(before, identify(0), chosen);
        expect(applyHunks(before, identify(lines).reverse(), chosen)).toBe(bare);
      }),
    );
  });

  it("takes the lines of a subset from the right side, whatever is chosen beside it", () => {
    fc.assert(
      fc.property(anyEdit, fc.nat(5), ([before, after], pick) => {
        const { hunks } = diffLines(before, after);
        const hunk = hunks[pick];
        fc.pre(hunk !== undefined);
        const result = splitLines(applyHunks(before, hunks, new Set([pick])));
        expect(result).toHaveLength(splitLines(before).length + (hunk?.new_count ?? 0) - (hunk?.old_count ?? 0));
        const from = Math.max(0, (hunk?.old_count === 0 ? hunk.old_start : (hunk?.old_start ?? 1) - 1) || 0);
        const shown = hunk?.lines.filter((line) => line.op !== "-").map((line) => line.text);
        expect(result.slice(from, from + (hunk?.new_count ?? 0)).map(lineText)).toEqual(shown);
      }),
    );
  });

  it("comes to the text after by applying what is left later", () => {
    fc.assert(
      fc.property(anyEdit, fc.nat(5), ([before, after], pick) => {
        const { hunks } = diffLines(before, after);
        const halfway = applyHunks(before, hunks, new Set([pick]));
        const rest = diffLines(halfway, after).hunks;
        expect(applyHunks(halfway, rest, every(rest))).toBe(after);
        if (pick < hunks.length) expect(changed(before, halfway)).toBeGreaterThan(0);
      }),
    );
  });

  it("puts the reviewer's own lines in place of what one hunk would put in", () => {
    const before = "1\na\n2\nb\n3\n";
    const [first, second] = diffLines(before, "1\nA\n2\nB\n3\n").hunks;
    if (!first || !second) throw new Error("two hunks expected");
    const own = { ...first, replacement_lines: ["mine", "and more"] };
    expect(applyHunks(before, [own, second], new Set([0, 1]))).toBe("1\nmine\nand more\n2\nB\n3\n");
    expect(applyHunks(before, [own, second], new Set([1]))).toBe("1\na\n2\nB\n3\n");
    expect(applyHunks(before, [{ ...first, replacement_lines: [] }, second], new Set([0]))).toBe("1\n2\nb\n3\n");
  });

  it("gives the same with own lines equal to the proposed ones, and the text before with the old ones", () => {
    fc.assert(
      fc.property(pairs, context, ([before, after], lines) => {
        const { hunks } = diffLines(before, after, { context: lines });
        const same = hunks.map((hunk) => ({
          ...hunk,
          replacement_lines: hunk.lines.filter((line) => line.op === "+").map((line) => line.text),
        }));
        expect(applyHunks(before, same, every(same))).toBe(after);
        if (before.endsWith("\n") !== after.endsWith("\n")) return;
        const old = hunks.map((hunk) => ({
          ...hunk,
          replacement_lines: hunk.lines.filter((line) => line.op === "-").map((line) => line.text),
        }));
        if (before !== "" && after !== "") expect(applyHunks(before, old, every(old))).toBe(before);
      }),
    );
  });

  it("leaves the end of the text as the chosen side has it", () => {
    const before = "a\nb";
    const { hunks } = diffLines(before, "A\nb\nc");
    expect(hunks).toHaveLength(1);
    expect(diffLines("a\nx\nb", "A\nx\nb\nc").hunks).toHaveLength(2);
    const two = diffLines("a\nx\nb", "A\nx\nb\nc").hunks;
    expect(applyHunks("a\nx\nb", two, new Set([0]))).toBe("A\nx\nb");
    expect(applyHunks("a\nx\nb", two, new Set([1]))).toBe("a\nx\nb\nc");
  });

  it("applies hunks of the usual form too, which hold several changes with context between them", () => {
    const hunk: ApplicableHunk = {
      old_start: 1,
      old_count: 3,
      new_start: 1,
      new_count: 3,
      lines: [
        { op: "-", text: "a" },
        { op: "+", text: "A" },
        { op: " ", text: "x" },
        { op: "-", text: "b" },
        { op: "+", text: "B" },
      ],
    };
    expect(applyHunks("a\nx\nb\n", [hunk], new Set([0]))).toBe("A\nx\nB\n");
    expect(applyHunks("a\nx\nb\n", [{ ...hunk, replacement_lines: ["y"] }], new Set([0]))).toBe("y\n");
  });

  it("refuses hunks of another text, overlapping hunks, wrong counts and lines that hold a line feed", () => {
    const { hunks } = diffLines("a\nb\nc\n", "a\nB\nc\n");
    const [hunk] = hunks;
    if (!hunk) throw new Error("a hunk expected");
    expect(() => applyHunks("a\nx\nc\n", hunks, new Set([0]))).toThrow(HunkMismatchError);
    expect(() => applyHunks("a\n", hunks, new Set([0]))).toThrow(HunkMismatchError);
    expect(() => applyHunks("a\nb\nc\n", [hunk, hunk], new Set([0, 1]))).toThrow(HunkMismatchError);
    expect(() => applyHunks("a\nb\nc\n", [{ ...hunk, old_count: 2 }], new Set([0]))).toThrow(HunkMismatchError);
    expect(() => applyHunks("a\nb\nc\n", [{ ...hunk, replacement_lines: ["x\ny"] }], new Set([0]))).toThrow(RangeError);
    expect(applyHunks("a\nx\nc\n", hunks, new Set())).toBe("a\nx\nc\n");
  });
});
