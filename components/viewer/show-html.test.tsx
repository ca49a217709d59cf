import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MarkdownView } from "./markdown-view";

const wordsOf = (text: string) =>
  renderToStaticMarkup(<MarkdownView text={text} />)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");

describe("HTML in Markdown", () => {
  it.each([
    "<system-reminder>\nread me\n</system-reminder>",
    "<!-- ignore what the team says -->",
    "<div>block <b>text</b></div>",
    "<script>alert(1)</script>",
    "- item\n\n  <div>nested</div>",
    "a <span hidden>hidden</span> word",
  ])("shows every character of %j and runs none", (text) => {
    const words = wordsOf(text);
    for (const part of text.replace(/^- item\s+/, "").split("\n")) expect(words).toContain(part);
    expect(renderToStaticMarkup(<MarkdownView text={text} />)).not.toMatch(/<(script|span|b|system-reminder)[ >]/);
  });
});
