import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, compareText } from "./canonical-json";
import { eventText, leafTexts, leaves } from "./event-text";

describe("eventText", () => {
  it.each([
    ["a plain message", { content: "hello" }, "hello"],
    [
      "blocks",
      {
        content: [
          { type: "text", text: "a" },
          { type: "image", source: {} },
          { type: "text", text: "b" },
        ],
      },
      "a\nb",
    ],
    ["blocks within blocks", { content: [{ type: "tool_result", content: [{ type: "text", text: "in" }] }] }, "in"],
    ["a list of strings", { content: ["a", "b"] }, "a\nb"],
    ["what was redacted", { content: [{ type: "redacted" }, { type: "text", text: "rest" }] }, "[redacted]\nrest"],
    ["the input of a call, leaf by leaf", { input: { b: 2, a: ["x", { c: true }] }, content: "no" }, "x\ntrue\n2"],
    ["an error", { error: { message: "broke", type: "api_error" } }, "broke"],
    ["a denial", { deny_message: "use the bin" }, "use the bin"],
    ["nothing readable", { content: [null, 7, {}, { text: 3 }] }, ""],
    ["nothing at all", {}, ""],
  ])("reads %s", (_, payload, expected) => {
    expect(eventText(payload)).toBe(expected);
  });
});

describe("leaves", () => {
  it("names the way to each leaf; items of a list share the name of the list", () => {
    expect(leaves({ b: [{ c: 1 }, { c: 2 }], a: { d: "x" } })).toEqual([
      { key: "a.d", text: "x" },
      { key: "b.c", text: "1" },
      { key: "b.c", text: "2" },
    ]);
  });

  it("gives the same whatever the order of the keys", () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, shuffled(item)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(leafTexts(shuffled(value))).toEqual(leafTexts(value));
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
      { numRuns: 100 },
    );
  });
});

describe("canonicalJson", () => {
  it("is JSON that says the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 100 },
    );
  });

  it("leaves out what JSON leaves out", () => {
    expect(canonicalJson({ b: undefined, a: [undefined, Number.NaN] })).toBe('{"a":[null,null]}');
    expect(canonicalJson(undefined)).toBe("null");
  });
});

describe("compareText", () => {
  it("orders by code units, the same on every machine", () => {
    expect(["ä", "z", "Z", "a", "", "👩", "\uffff"].sort(compareText)).toEqual([
      "",
      "Z",
      "a",
      "z",
      "ä",
      "👩",
      "\uffff",
    ]);
    expect(compareText("a", "a")).toBe(0);
  });
});
