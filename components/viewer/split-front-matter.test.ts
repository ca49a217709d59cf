import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFrontMatter } from "./split-front-matter";

describe("splitFrontMatter", () => {
  it("parts the fenced lines from the text", () => {
    expect(splitFrontMatter("---\na: 1\nb: 2\n---\n# T\n")).toEqual({ frontMatter: "a: 1\nb: 2", body: "# T\n" });
    expect(splitFrontMatter("---\r\na: 1\r\n---\r\nx")).toEqual({ frontMatter: "a: 1", body: "x" });
    expect(splitFrontMatter("---\n---\nx")).toEqual({ frontMatter: "", body: "x" });
  });

  it("leaves a rule in the middle, and a fence never closed, in the text", () => {
    expect(splitFrontMatter("a\n---\nb\n---\n").frontMatter).toBeNull();
    expect(splitFrontMatter("---\na: 1\n").frontMatter).toBeNull();
  });

  it("never loses text that has no front matter", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const split = splitFrontMatter(text);
        if (split.frontMatter === null) expect(split.body).toBe(text);
        else expect(text.endsWith(split.body)).toBe(true);
      }),
    );
  });
});
