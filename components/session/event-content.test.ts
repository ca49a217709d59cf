import { describe, expect, it } from "vitest";
import { contentText, firstArgument, inputLeaves, readableJson, sizeBytesOf } from "./event-content";

describe("contentText", () => {
  it("joins text blocks by lines and names what is no text", () => {
    const content = [
      { type: "text", text: "one" },
      { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
      { type: "redacted" },
      { type: "document", title: "Plan", source: { type: "text", media_type: "text/plain", data: "steps" } },
      { type: "search_result", content: [{ type: "text", text: "hit" }] },
    ];
    expect(contentText(content)).toBe("one\n[image, image/png]\n[redacted]\n[document “Plan”]\nsteps\nhit");
  });

  it.each([
    [undefined, ""],
    ["words", "words"],
    [[], ""],
    [{ text: "no list" }, ""],
    [[null, 4], ""],
  ])("reads %j as %j", (content, text) => {
    expect(contentText(content)).toBe(text);
  });
});

describe("firstArgument", () => {
  it.each([
    [{ description: "List", command: "ls\n  -la" }, "ls -la"],
    [{ pattern: "*.ts", path: "src" }, "src"],
    [{ old_string: "a", file_path: "/x.md" }, "/x.md"],
    [{ user_id: "mia" }, "mia"],
    [{ todos: [{ id: 1 }] }, '[ { "id": 1 } ]'],
    [{}, ""],
    [undefined, ""],
    ["bare", "bare"],
  ])("of %j is %j", (input, argument) => {
    expect(firstArgument(input)).toBe(argument);
  });

  it("is never long", () => {
    expect(firstArgument({ command: "x".repeat(10_000) }).length).toBeLessThanOrEqual(240);
  });
});

describe("inputLeaves", () => {
  it("keeps strings as they are and writes structures as JSON", () => {
    expect(inputLeaves({ text: "a\nb", count: 2, list: [1] })).toEqual([
      { name: "text", text: "a\nb" },
      { name: "count", text: "2" },
      { name: "list", text: "[\n  1\n]" },
    ]);
  });
});

describe("readableJson", () => {
  it("indents JSON of several members and leaves the rest alone", () => {
    expect(readableJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readableJson("{not json}")).toBe("{not json}");
    expect(readableJson("12")).toBe("12");
  });
});

describe("sizeBytesOf", () => {
  it("counts bytes, not letters", () => {
    expect(sizeBytesOf("é水")).toBe(5);
  });
});
