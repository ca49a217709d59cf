import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateMatches } from "./locate-matches";

const text = fc.string({ unit: fc.constantFrom("a", "é", "🦓", "\n", "\r", " "), maxLength: 60 });

describe("places of matches", () => {
  it("counts lines and columns from 1, columns in UTF-16 units", () => {
    const content = "one\n🦓 two two\n";
    expect(locateMatches(content, [6, 3, 1, 3])).toEqual([
      { line: 2, column: 4, length: 3, text: "🦓 two two", text_column: 1 },
      { line: 2, column: 8, length: 3, text: "🦓 two two", text_column: 1 },
    ]);
  });

  it("gives the first line of a match that goes on, and room for an empty one", () => {
    expect(locateMatches("ab\ncd", [1, 3])).toEqual([{ line: 1, column: 2, length: 1, text: "ab", text_column: 1 }]);
    expect(locateMatches("", [0, 0])).toEqual([{ line: 1, column: 1, length: 0, text: "", text_column: 1 }]);
    expect(locateMatches("a\n", [2, 0])).toEqual([{ line: 2, column: 1, length: 0, text: "", text_column: 1 }]);
    expect(locateMatches("a", [])).toEqual([]);
  });

  it("shows a piece of a very long line, around the match and in whole characters", () => {
    const content = `${"🦓".repeat(500)}needle${"🦓".repeat(500)}`;
    const [place] = locateMatches(content, [500, 6]);
    expect(place).toMatchObject({ line: 1, column: 1001, length: 6 });
    expect(place?.text.isWellFormed()).toBe(true);
    expect(place?.text.length).toBeLessThanOrEqual(241);
    const start = (place?.column ?? 0) - (place?.text_column ?? 0);
    expect(place?.text.slice(start, start + 6)).toBe("needle");
  });

  it("finds each piece where it stands in its line", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (pieces) => {
        const content = pieces.join("");
        const places = locateMatches(
          content,
          pieces.map((piece) => [...piece].length),
        );
        const lines = content.split("\n");
        expect(places).toHaveLength(Math.floor(pieces.length / 2));
        for (const [index, place] of places.entries()) {
          const matched = pieces[index * 2 + 1] ?? "";
          const line = lines[place.line - 1] ?? "";
          const shown = matched.split("\n")[0] ?? "";
          expect(line.slice(place.column - 1, place.column - 1 + place.length)).toBe(shown);
          expect(line.slice(place.text_column - 1)).toContain(place.text);
          const before = pieces.slice(0, index * 2 + 1).join("");
          expect(place.line).toBe(before.split("\n").length);
        }
      }),
    );
  });
});
