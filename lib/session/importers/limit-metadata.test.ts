import fc from "fast-check";
import { expect, test } from "vitest";
import { metadata } from "@/lib/contract/common";
import { limitMetadata, shorten, titleFrom } from "@/lib/session/importers/limit-metadata";
import { anyCodePoint } from "@/lib/text/testing-code-points";

const pair = fc.tuple(
  fc.string({ unit: anyCodePoint, maxLength: 80 }),
  fc.oneof(fc.string({ unit: anyCodePoint, maxLength: 700 }), fc.jsonValue()),
);

test("whatever comes, metadata is what the wire takes", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      expect(metadata.safeParse(limitMetadata(pairs)).success).toBe(true);
    }),
  );
});

test("earlier pairs win and empty ones do not count", () => {
  expect(
    limitMetadata([
      ["a", 1],
      ["a", 2],
      ["b", ""],
      ["c", null],
      ["d", true],
    ]),
  ).toEqual({ a: "1", d: "true" });
});

test("a cut shows and never halves a character", () => {
  expect(shorten("😀".repeat(5), 5)).toBe("😀".repeat(5));
  expect(shorten("😀".repeat(6), 5)).toBe(`${"😀".repeat(4)}…`);
  expect(titleFrom(`  ${"😀".repeat(5_000)}`)?.isWellFormed()).toBe(true);
  expect([titleFrom(" a\n b "), titleFrom("  "), titleFrom(null)]).toEqual(["a b", null, null]);
});
