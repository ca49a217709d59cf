import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText } from "./cut-text";

describe("cutText", () => {
  it("leaves a short text whole", () => {
    expect(cutText("one\ntwo")).toBeNull();
    expect(cutText("")).toBeNull();
    expect(cutText("last line\n")).toBeNull();
  });

  it("cuts after whole lines", () => {
    expect(cutText("a\nb\nc\nd", 2)).toBe("a\nb");
    expect(cutText("a\nb\n", 2)).toBeNull();
  });

  it("cuts within a line only where it is too long by itself", () => {
    expect(cutText(`short\n${"x".repeat(100)}`, 5, 20)).toHaveLength(20);
    expect(cutText(`${"y".repeat(15)}\n${"x".repeat(100)}`, 5, 20)).toBe("y".repeat(15));
  });

  it("gives a beginning of the text within both limits, well formed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 5, max: 60 }),
        (text, lines, characters) => {
          const cut = cutText(text, lines, characters);
          if (cut === null) return;
          expect(text.startsWith(cut)).toBe(true);
          expect(cut.length).toBeLessThan(text.length);
          expect(cut.length).toBeLessThanOrEqual(characters);
          expect(cut.split("\n").length).toBeLessThanOrEqual(lines);
        },
      ),
    );
  });
});
