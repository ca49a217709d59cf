import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NodeSpan, spansIn } from "./text-spans";

function textOf(texts: readonly string[], { startNode, startOffset, endNode, endOffset }: NodeSpan): string {
  if (startNode === endNode) return texts[startNode]?.slice(startOffset, endOffset) ?? "";
  const between = texts.slice(startNode + 1, endNode).join("");
  return `${texts[startNode]?.slice(startOffset)}${between}${texts[endNode]?.slice(0, endOffset)}`;
}

describe("spansIn", () => {
  it("finds every occurrence in any case, also across nodes", () => {
    const texts = ["Disk ", "fu", "LL, disk full"];
    const spans = spansIn(texts, { kind: "find", text: "full" });
    expect(spans.map((span) => textOf(texts, span))).toEqual(["fuLL", "full"]);
  });

  it("finds a quote whatever white space stands between its words", () => {
    const texts = ["namespace\n", "   not found"];
    const spans = spansIn(texts, { kind: "quote", text: "namespace not found" });
    expect(spans.map((span) => textOf(texts, span))).toEqual(["namespace\n   not found"]);
  });

  it("finds nothing where nothing is", () => {
    expect(spansIn([], { kind: "find", text: "x" })).toEqual([]);
    expect(spansIn(["abc"], { kind: "find", text: "" })).toEqual([]);
    expect(spansIn(["abc"], { kind: "quote", text: "d" })).toEqual([]);
  });

  it("always marks the words themselves", () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 6 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        pieces,
        fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 }),
        (texts, needle) => {
          const spans = spansIn(texts, { kind: "find", text: needle });
          expect(spans.length).toBe(texts.join("").split(needle).length - 1);
          for (const span of spans) expect(textOf(texts, span)).toBe(needle);
        },
      ),
    );
  });
});
