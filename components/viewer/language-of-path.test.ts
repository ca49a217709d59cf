import { describe, expect, it } from "vitest";
import { isMarkdownPath, languageOfPath } from "./language-of-path";

describe("languageOfPath", () => {
  it.each([
    ["/a/b.md", "markdown"],
    ["/a/B.YAML", "yaml"],
    ["/a.b/c", "plaintext"],
    ["/.env", "plaintext"],
    ["/x.unknown", "plaintext"],
    ["/x.constructor", "plaintext"],
  ])("reads %s as %s", (path, language) => {
    expect(languageOfPath(path)).toBe(language);
  });
});

describe("isMarkdownPath", () => {
  it("takes notes without an ending for Markdown, and data files not", () => {
    expect(isMarkdownPath("/notes/today")).toBe(true);
    expect(isMarkdownPath("/notes/today.md")).toBe(true);
    expect(isMarkdownPath("/notes/today.json")).toBe(false);
  });
});
