import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuote, foldWhiteSpace, quoteOccursIn } from "./fold-white-space";

const anyWords = fc.array(
  fc.string({ minLength: 1, maxLength: 5 }).map((word) => word.replace(/\s/g, "_")),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const anySpaces = fc.constantFrom(" ", "\n", "\r\n  ", "\t", "\u00a0");

describe("foldWhiteSpace", () => {
  it("folds every kind of white space and trims", () => {
    expect(foldWhiteSpace("  a\r\n\t b\u00a0\u2003c \n")).toBe("a b c");
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(fc.string(), (text) => foldWhiteSpace(foldWhiteSpace(text)) === foldWhiteSpace(text)));
  });
});

describe("findQuote", () => {
  it("finds any run of words of the source, however its white space was set", () => {
    fc.assert(
      fc.property(anyWords, fc.nat(), fc.nat(), anySpaces, anySpaces, (words, from, length, inSource, inQuote) => {
        const start = from % words.length;
        const run = words.slice(start, start + 1 + (length % words.length));
        const source = words.join(inSource);
        const span = findQuote(run.join(inQuote), source);
        expect(span).not.toBeNull();
        if (span) expect(foldWhiteSpace(source.slice(span.start, span.end))).toBe(run.join(" "));
      }),
    );
  });

  it("gives offsets of the source as it is written", () => {
    expect(findQuote("b c", "a  b\n\n   c d")).toEqual({ start: 3, end: 10 });
  });

  it("needs the same letters", () => {
    expect(quoteOccursIn("use port 5432", "Use port 5432")).toBe(false);
    expect(quoteOccursIn("port 5433", "Use port 5432")).toBe(false);
    expect(quoteOccursIn("ab", "a b")).toBe(false);
  });

  it("does not take an empty quote as proof", () => {
    expect(quoteOccursIn("", "anything")).toBe(false);
    expect(quoteOccursIn(" \n", "anything")).toBe(false);
    expect(quoteOccursIn("[redacted]", "anything", { redactionMark: "[redacted]" })).toBe(false);
  });

  it("takes a redaction mark as a gap only when told to, and keeps the order of the pieces", () => {
    const source = "export TOKEN=abc123 before\ncalling deploy";
    const quote = "export TOKEN=[redacted] before calling";
    expect(quoteOccursIn(quote, source)).toBe(false);
    expect(quoteOccursIn(quote, source, { redactionMark: "[redacted]" })).toBe(true);
    expect(quoteOccursIn("calling [redacted] export", source, { redactionMark: "[redacted]" })).toBe(false);
    expect(findQuote(quote, source, { redactionMark: "[redacted]" })).toEqual({ start: 0, end: 34 });
  });
});
