import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countLines, joinLines, lacksFinalNewline, lineText, splitLines } from "./lines";
import { anyText } from "./testing/arbitrary-text";
import { anyCodePoint } from "./testing-code-points";

describe("splitLines and joinLines", () => {
  it("give any text back unchanged", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: anyCodePoint })), (text) => joinLines(splitLines(text)) === text),
    );
  });

  it("never make an empty line element, and end every line but the last with a line feed", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = splitLines(text);
        expect(lines.every((line) => line !== "")).toBe(true);
        expect(lines.slice(0, -1).every((line) => line.endsWith("\n"))).toBe(true);
        expect(lines.every((line) => line.indexOf("\n") === -1 || line.indexOf("\n") === line.length - 1)).toBe(true);
      }),
    );
  });

  it("keep carriage returns inside the line and do not split on them", () => {
    expect(splitLines("a\r\nb\rc\n")).toEqual(["a\r\n", "b\rc\n"]);
  });

  it("know empty text, a lone line feed and a missing last line feed apart", () => {
    expect(splitLines("")).toEqual([]);
    expect(splitLines("\n")).toEqual(["\n"]);
    expect(splitLines("a")).toEqual(["a"]);
    expect(splitLines("a\n\n")).toEqual(["a\n", "\n"]);
  });

  it("do not split on Unicode line separators, which are content", () => {
    expect(splitLines("a\u2028b\u0085c")).toEqual(["a\u2028b\u0085c"]);
  });
});

describe("lineText", () => {
  it("drops only the line feed", () => {
    expect(lineText("a\r\n")).toBe("a\r");
    expect(lineText("a")).toBe("a");
    expect(lineText("\n")).toBe("");
  });
});

describe("countLines", () => {
  it("agrees with splitLines", () => {
    fc.assert(fc.property(anyText, (text) => countLines(text) === splitLines(text).length));
  });
});

describe("lacksFinalNewline", () => {
  it("is true only for text whose last line is open", () => {
    expect(lacksFinalNewline("a\nb")).toBe(true);
    expect(lacksFinalNewline("a\n")).toBe(false);
    expect(lacksFinalNewline("")).toBe(false);
  });
});
