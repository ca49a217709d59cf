import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines } from "@/lib/text/diff-lines";
import { carrySpans, spansMeet, touchedLines } from "./touched-lines";

const spansOf = (before: string, after: string) => diffLines(before, after).hunks.map(touchedLines);
const ten = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n";

describe("the lines that a hunk touches", () => {
  it("leaves out the context", () => {
    expect(spansOf(ten, ten.replace("5\n", "five\n"))).toEqual([{ from: 5, to: 6 }]);
  });

  it("is empty, between two lines, for an insertion", () => {
    expect(spansOf(ten, ten.replace("5\n", "5\nmore\n"))).toEqual([{ from: 6, to: 6 }]);
    expect(spansOf(ten, `top\n${ten}`)).toEqual([{ from: 0, to: 0 }]);
    expect(spansOf("", "all\nnew\n")).toEqual([{ from: 0, to: 0 }]);
  });

  it("is the whole of a file that is emptied", () => {
    expect(spansOf(ten, "")).toEqual([{ from: 0, to: 10 }]);
  });
});

describe("two edits meet", () => {
  it("when they share a line, and not when they only stand side by side", () => {
    expect(spansMeet({ from: 2, to: 4 }, { from: 3, to: 5 })).toBe(true);
    expect(spansMeet({ from: 2, to: 4 }, { from: 4, to: 5 })).toBe(false);
  });

  it("when one inserts in or beside what the other takes out", () => {
    expect(spansMeet({ from: 3, to: 3 }, { from: 2, to: 5 })).toBe(true);
    expect(spansMeet({ from: 5, to: 5 }, { from: 2, to: 5 })).toBe(true);
    expect(spansMeet({ from: 6, to: 6 }, { from: 2, to: 5 })).toBe(false);
    expect(spansMeet({ from: 3, to: 3 }, { from: 3, to: 3 })).toBe(true);
  });

  it("alike from either side", () => {
    const span = fc.tuple(fc.nat(20), fc.nat(5)).map(([from, length]) => ({ from, to: from + length }));
    fc.assert(fc.property(span, span, (left, right) => spansMeet(left, right) === spansMeet(right, left)));
  });
});

describe("spans carried to another version of the text", () => {
  it("move with the lines that were put in before them", () => {
    expect(carrySpans([{ from: 5, to: 6 }], ten, `a\nb\n${ten}`)).toEqual([{ from: 7, to: 8 }]);
    expect(carrySpans([{ from: 5, to: 6 }], ten, ten.replace("1\n2\n", ""))).toEqual([{ from: 3, to: 4 }]);
  });

  it("stay where only what follows them moved", () => {
    expect(carrySpans([{ from: 5, to: 6 }], ten, `${ten}z\n`)).toEqual([{ from: 5, to: 6 }]);
  });

  it("grow to all that took the place of their lines", () => {
    expect(carrySpans([{ from: 5, to: 6 }], ten, ten.replace("5\n6\n", "x\ny\nz\n"))).toEqual([{ from: 5, to: 8 }]);
  });

  it("are unchanged between equal texts, and never leave the new text", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(12), fc.nat(4), (from, to, start, length) => {
        const begin = Math.min(start, from.length);
        const span = { from: begin, to: Math.min(begin + length, from.length) };
        const join = (lines: string[]) => lines.map((line) => `${line}\n`).join("");
        expect(carrySpans([span], join(from), join(from))).toEqual([span]);
        const [carried] = carrySpans([span], join(from), join(to));
        expect(carried?.from).toBeGreaterThanOrEqual(0);
        expect(carried?.to).toBeGreaterThanOrEqual(carried?.from ?? 0);
        expect(carried?.to).toBeLessThanOrEqual(to.length);
      }),
    );
  });
});
