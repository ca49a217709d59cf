import { describe, expect, it } from "vitest";
import { revealInMarkdown } from "./reveal-in-markdown";

function textNode(value: string) {
  return { type: "text", value };
}

describe("revealInMarkdown", () => {
  it("shows what hides, at any depth", () => {
    const tree = { type: "root", children: [{ type: "element", tagName: "p", children: [textNode("a\u202Eb")] }] };
    revealInMarkdown()(tree);
    expect(tree.children[0]?.children).toEqual([
      textNode("a"),
      { type: "element", tagName: "mark", properties: {}, children: [textNode("U+202E")] },
      textNode("b"),
    ]);
  });

  it("leaves ordinary text and its line ends as they are", () => {
    const tree = { type: "root", children: [textNode("one\ntwo\r\nthree")] };
    revealInMarkdown()(tree);
    expect(tree.children.map(({ value }) => value).join("")).toBe("one\ntwo\nthree");
  });
});
