import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskTarget, patternOfPieces } from "./mask-target";
import { maskText } from "./mask-text";

const lines = (first: number, last: number) => ({ kind: "lines", first, last, seenSha256: "0" }) as const;

describe("maskTarget", () => {
  it("masks words wherever they stand, and keeps lines as lines", () => {
    expect(maskTarget("key a1, again a1\n", { kind: "text", text: "a1" })).toBe("key [redacted], again [redacted]\n");
    expect(maskTarget("one\ntwo\nthree\n", { kind: "text", text: "one\ntwo" })).toBe("[redacted]\n[redacted]\nthree\n");
  });

  it("masks the texts of lines wherever they are whole lines, and leaves white space alone", () => {
    expect(maskTarget("a\n\nb\na\nab\n", lines(1, 2))).toBe("[redacted]\n\nb\n[redacted]\nab\n");
  });

  it("masks what a pattern finds, line by line", () => {
    expect(maskTarget("id 12\nid 345\n", { kind: "regex", pattern: "\\d+$" })).toBe("id [redacted]\nid [redacted]\n");
  });

  it("leaves to the server what browsers do not read", () => {
    for (const pattern of ["(?i)x", "***=a.b", "("]) expect(maskTarget("x", { kind: "regex", pattern })).toBeNull();
  });

  it("changes nothing for no words", () => {
    expect(maskTarget("a\n", { kind: "text", text: "" })).toBe("a\n");
  });

  it("leaves none of the words in the masked text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 3 }), (text, word) => {
        fc.pre(!"[redacted][redacted]".includes(word) && word.trim() !== "" && !/[\r\n[\]]/.test(word));
        const masked = maskTarget(`${text}${word}${text}`, { kind: "text", text: word });
        expect(masked?.split("[redacted]").some((piece) => piece.includes(word))).toBe(false);
      }),
    );
  });
});

describe("patternOfPieces", () => {
  it("finds each piece as it stands and nothing else", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1 }), { minLength: 1, maxLength: 4 }),
        (pieces) => {
          const pattern = new RegExp(`^(?:${patternOfPieces(pieces)})$`);
          for (const piece of pieces) expect(pattern.test(piece)).toBe(true);
          expect(pattern.test(`${pieces.join("")}\u0000`)).toBe(false);
        },
      ),
    );
  });

  it("names each piece once", () => {
    expect(patternOfPieces(["a.b", "a.b", "c"])).toBe("a\\.b|c");
  });
});

describe("maskText", () => {
  it("leaves the shape of a text and none of its characters", () => {
    expect(maskText("# Disk 🚨\n\tfull\n")).toBe("█ ████ █\n\t████\n");
  });
});
