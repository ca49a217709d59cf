import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchedLines } from "./matched-lines";

const place = (line: number, column: number, length: number, text: string, textColumn = 1) => ({
  line,
  column,
  length,
  text,
  text_column: textColumn,
});
const marked = (matches: Parameters<typeof matchedLines>[0]) =>
  matchedLines(matches).map(({ line, parts }) => [
    line,
    parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(""),
  ]);

describe("matchedLines", () => {
  it("shows a line once, with all of its matches", () => {
    const text = "deploy\tand deploy";
    expect(marked([place(3, 1, 6, text), place(3, 12, 6, text), place(9, 1, 2, "de")])).toEqual([
      [3, "[deploy]\tand [deploy]"],
      [9, "[de]"],
    ]);
  });

  it("leaves the indentation of the line out, but not of the match", () => {
    expect(marked([place(1, 5, 3, "    fix it")])).toEqual([[1, "[fix] it"]]);
    expect(marked([place(1, 3, 4, "    fix it")])).toEqual([[1, "[  fi]x it"]]);
  });

  it("brings a far match near, and says that something stands before it", () => {
    const text = `${"a".repeat(150)}needle${"b".repeat(10)}`;
    expect(marked([place(1, 151, 6, text)])).toEqual([[1, `…${"a".repeat(40)}[needle]${"b".repeat(10)}`]]);
    expect(marked([place(1, 503, 6, "a needle", 501)])).toEqual([[1, "…a [needle]"]]);
  });

  it("keeps pieces of one long line apart", () => {
    expect(marked([place(1, 1, 1, "x…"), place(1, 900, 1, "x", 900)])).toEqual([
      [1, "[x]…"],
      [1, "…[x]"],
    ]);
  });

  it("shows the line of a match without length", () => {
    expect(marked([place(2, 1, 0, "text")])).toEqual([[2, "text"]]);
  });

  it("never loses nor repeats a character behind the first match", () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(12)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 60 }), spans, (text, found) => {
        const sorted = found.toSorted(([a], [b]) => a - b);
        const [line] = matchedLines(sorted.map(([from, length]) => place(1, from + 1, length, text)));
        const shown = line?.parts.map((part) => part.text).join("") ?? "";
        expect(text.endsWith(shown)).toBe(true);
        expect(shown.length).toBeGreaterThanOrEqual(text.length - (sorted[0]?.[0] ?? 0));
      }),
    );
  });
});
