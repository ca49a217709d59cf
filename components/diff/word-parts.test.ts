import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type WordPart, wordParts } from "./word-parts";

const join = (parts: WordPart[]) => parts.map(({ text }) => text).join("");

describe("wordParts", () => {
  it("marks only the words that changed", () => {
    const pair = wordParts("kubectl -n payments get pods", "kubectl -n pay-prod get pods");
    expect(pair?.before.filter(({ isChanged }) => isChanged).map(({ text }) => text)).toEqual(["payments"]);
    expect(
      pair?.after
        .filter(({ isChanged }) => isChanged)
        .map(({ text }) => text)
        .join(""),
    ).toBe("pay-prod");
  });

  it("says nothing about lines that have little in common", () => {
    expect(wordParts("one two three", "completely different words here")).toBeNull();
  });

  it("says nothing about very long lines", () => {
    expect(wordParts("a".repeat(501), "a".repeat(501))).toBeNull();
  });

  it("never changes the text that it marks", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (before, after) => {
        const pair = wordParts(before, after);
        if (pair === null) return;
        expect(join(pair.before)).toBe(before);
        expect(join(pair.after)).toBe(after);
      }),
    );
  });
});
