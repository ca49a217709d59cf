import { describe, expect, it } from "vitest";
import { linkTargets } from "./link-targets";

describe("linkTargets", () => {
  it("finds where a text may lead, once each, relative to its own place", () => {
    const text = "See [a](./a.md), [again](a.md 'title') and [up](../b/c%20d.md#part).\n\n[ref]: </x/y.md>\n";
    expect(linkTargets("/notes/here.md", text)).toEqual(["/b/c d.md", "/notes/a.md", "/x/y.md"]);
  });

  it("leaves out what leads elsewhere", () => {
    expect(linkTargets("/here.md", "[out](https://example.com/a.md) [odd](javascript:x) [part](#here)")).toEqual([]);
  });

  it("stops at what one request may name", () => {
    const text = Array.from({ length: 300 }, (_, index) => `[x](./${index}.md)`).join(" ");
    expect(linkTargets("/here.md", text)).toHaveLength(100);
  });
});
