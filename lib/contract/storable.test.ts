import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isStorable } from "@/lib/contract/storable";

describe("isStorable", () => {
  test("accepts every JSON value of well-formed text without NUL", () => {
    const text = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), text, (value, key) => {
        const clean: unknown = JSON.parse(JSON.stringify({ [key]: value }).replaceAll("\\u0000", ""));
        expect(isStorable(clean)).toBe(true);
      }),
    );
  });

  test("refuses NUL and half surrogates wherever they stand", () => {
    for (const bad of ["\0", "\ud800", "a\udc00b"]) {
      expect(isStorable(bad)).toBe(false);
      expect(isStorable({ a: [{ b: bad }] })).toBe(false);
      expect(isStorable({ [bad]: 1 })).toBe(false);
    }
    expect(isStorable("😀")).toBe(true);
  });

  test("refuses nesting that would exhaust the stack instead of overflowing", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(isStorable(deep)).toBe(false);
  });
});
