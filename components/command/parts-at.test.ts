import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsAt } from "./parts-at";

const marked = (title: string, positions: number[]) =>
  partsAt(title, positions)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join("");

describe("partsAt", () => {
  it("takes letters that follow each other together", () => {
    expect(marked("/alerts/disk.md", [8, 9, 10, 13])).toBe("/alerts/[dis]k.[m]d");
    expect(marked("ab", [0, 1])).toBe("[ab]");
    expect(marked("ab", [])).toBe("ab");
    expect(partsAt("", [0])).toEqual([]);
  });

  it("never loses a character, whatever the positions", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer({ min: -2, max: 40 })), (title, positions) => {
        expect(
          partsAt(title, positions)
            .map(({ text }) => text)
            .join(""),
        ).toBe(title);
      }),
    );
  });
});
