import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineSpans, linesOfSpans, maskSpans, spansOfLines, spansOfMarked, spansOfText } from "./mask-spans";

const text = fc.string({ unit: fc.constantFrom("a", "b", "\n", "ü", "😀", "\r\n") });

describe("masking", () => {
  it("keeps every line a line, and everything outside as it was", () => {
    fc.assert(
      fc.property(text, text, (content, wanted) => {
        const spans = spansOfText(content, wanted);
        const masked = maskSpans(content, spans);
        expect(masked.split("\n")).toHaveLength(content.split("\n").length);
        const outside = spans.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), content);
        const lineEnds = wanted.replace(/[^\r\n]/g, "");
        expect(masked.replaceAll("[redacted]", "")).toHaveLength(outside.length + spans.length * lineEnds.length);
        if (/[^\r\n]/.test(wanted))
          expect(masked.replaceAll("[redacted]", "")).not.toContain(wanted.repeat(spans.length + 1));
      }),
    );
  });

  it("leaves nothing of a text that the mark cannot form", () => {
    fc.assert(
      fc.property(
        text,
        fc.string({ unit: fc.constantFrom("X", "Y"), minLength: 1, maxLength: 3 }),
        text,
        (before, secret, after) => {
          const content = `${before}${secret}${after}${secret}`;
          expect(maskSpans(content, spansOfText(content, secret))).toBe(`${before}[redacted]${after}[redacted]`);
        },
      ),
    );
  });

  it("masks each line of a text that goes over several", () => {
    const content = "one\ntwo secret\nthree secret\r\n\nfour\n";
    expect(maskSpans(content, spansOfText(content, "secret\nthree secret\r\n\nfo"))).toBe(
      "one\ntwo [redacted]\n[redacted]\r\n\n[redacted]ur\n",
    );
  });

  it("masks whole lines wherever they stand, also the last", () => {
    const content = "a\nb\na b\na";
    const spans = spansOfLines(content, new Set(["a"]));
    expect(maskSpans(content, spans)).toBe("[redacted]\nb\na b\n[redacted]");
    expect(linesOfSpans(content, spans)).toEqual([1, 4]);
  });
});

describe("lines", () => {
  it("are counted as an editor does", () => {
    expect(lineSpans("")).toEqual([]);
    expect(lineSpans("a")).toHaveLength(1);
    expect(lineSpans("a\n")).toHaveLength(1);
    expect(lineSpans("a\n\n")).toHaveLength(2);
    expect(lineSpans("\na")).toHaveLength(2);
  });

  it("that spans touch are named once, with all that a span goes over", () => {
    const content = "ab ab\nab\nx\nab";
    expect(linesOfSpans(content, spansOfText(content, "ab"))).toEqual([1, 2, 4]);
    expect(linesOfSpans(content, spansOfText(content, "ab\nx\n"))).toEqual([2, 3]);
    expect(linesOfSpans(content, [])).toEqual([]);
  });
});

describe("marked matches", () => {
  it("are where they were marked; empty ones do not count", () => {
    expect(spansOfMarked("ab§cd§ef§§gh§i§", "§")).toEqual([
      { start: 2, end: 4 },
      { start: 8, end: 9 },
    ]);
  });
});
