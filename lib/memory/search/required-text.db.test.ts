import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { buildPattern } from "./build-pattern";

const database = useTestDatabase();

const word = fc.string({ unit: fc.constantFrom("a", "b", "A"), minLength: 1, maxLength: 6 });
const odd = fc.constantFrom(
  "[ab]",
  "[^a]",
  "[]a]",
  "[[:alpha:]]",
  ".",
  "\\w",
  "\\.",
  "^",
  "$",
  "-",
  "\\y",
  "\\1",
  "\\x61b",
);
const { expression } = fc.letrec<{ expression: string; part: string; group: string }>((tie) => ({
  group: fc
    .tuple(fc.constantFrom("(", "(?:", "(?=", "(?!", "(?#[)"), tie("expression"))
    .map(([open, inner]) => `${open}${inner})`),
  part: fc
    .tuple(
      fc.oneof({ depthSize: "small" }, { arbitrary: word, weight: 5 }, { arbitrary: odd, weight: 2 }, tie("group")),
      fc.constantFrom("", "", "", "?", "*", "+", "+?", "{0,1}", "{2}", "|"),
    )
    .map((parts) => parts.join("")),
  expression: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
}));
const texts = fc.sample(fc.string({ unit: fc.constantFrom("a", "b", "A", ".", "-", "]"), maxLength: 14 }), {
  numRuns: 1500,
  seed: 5,
});

describe("the hint of an expression", () => {
  it("is in every text that PostgreSQL matches", async () => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(expression, fc.boolean(), async (query, isCaseSensitive) => {
        const wanted = buildPattern("regex", query, isCaseSensitive);
        if (wanted.kind !== "pattern" || wanted.hint === null) return;
        const { rows } = await database
          .pool()
          .query<{ text: string; has_hint: boolean }>(
            "SELECT text, text ~ $2 AS has_hint FROM unnest($3::text[]) AS text WHERE text ~ $1",
            [wanted.pattern, wanted.hint, [...texts, query.replace(/[^abA.-]/g, "")]],
          )
          // An expression that PostgreSQL refuses finds nothing anyway.
          .catch(() => ({ rows: [] }));
        expect(rows.filter((row) => !row.has_hint)).toEqual([]);
        matched += rows.length;
      }),
      { numRuns: 3000 },
    );
    expect(matched).toBeGreaterThan(500);
  });
});
