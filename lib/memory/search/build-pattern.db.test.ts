import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { buildPattern } from "./build-pattern";

const database = useTestDatabase();
const letters = [
  "a",
  "A",
  "b",
  "é",
  "É",
  "ſ",
  "s",
  "S",
  "K",
  "k",
  "ı",
  "i",
  "İ",
  "µ",
  "Μ",
  "ß",
  "%",
  "_",
  "\\",
  "*",
  ".",
  "\n",
  " ",
  "-",
  "🦓",
  "メ",
];
const text = (maxLength: number, minLength = 0) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });
const piece = fc.oneof(
  text(4, 1).map((literal) => literal.replace(/[\\*.]/g, "\\$&")),
  fc.constantFrom("[a-z]+", ".", "s", "(aé|k)", "\\w", "^", "$", "[^a]"),
);

beforeAll(async () => {
  await database.pool().query("CREATE TABLE sample (id int PRIMARY KEY, content text NOT NULL)");
  const contents = fc.sample(text(40), { numRuns: 400, seed: 11 });
  await database
    .pool()
    .query("INSERT INTO sample SELECT n, t FROM unnest($1::text[]) WITH ORDINALITY AS u (t, n)", [contents]);
  await database.pool().query("CREATE INDEX ON sample USING gin (content gin_trgm_ops)");
});

async function idsBy(index: "on" | "off", condition: string, value: string): Promise<number[]> {
  return withTransaction(database.pool(), async (tx) => {
    await tx.query(
      `SET LOCAL enable_seqscan = ${index === "on" ? "off" : "on"}; SET LOCAL enable_bitmapscan = ${index}`,
    );
    const { rows } = await tx.query<{ id: number }>(`SELECT id FROM sample WHERE content ${condition} $1`, [value]);
    return rows.map((row) => row.id).sort((a, b) => a - b);
  });
}

describe("a pattern that may use the index", () => {
  it("finds there what it finds by reading every text, and no less by its hint", async () => {
    let indexed = 0;
    let hinted = 0;
    const query = fc.record({
      text: fc.oneof(
        text(5, 1),
        fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
      ),
      mode: fc.constantFrom("substring" as const, "regex" as const),
      isCaseSensitive: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ text: wantedText, mode, isCaseSensitive }) => {
        const wanted = buildPattern(mode, wantedText, isCaseSensitive);
        if (wanted.kind === "words" || (wanted.kind === "pattern" && !wanted.isIndexable)) return;
        const read = await idsBy("off", "~", wanted.pattern).catch(() => null);
        if (read === null) return;
        expect(await idsBy("on", "~", wanted.pattern)).toEqual(read);
        if (wanted.kind === "pattern" && wanted.hint !== null) {
          expect(await idsBy("off", "~", wanted.hint)).toEqual(expect.arrayContaining(read));
          hinted++;
        }
        if (wanted.kind === "literal") expect(await idsBy("on", "LIKE", wanted.like)).toEqual(read);
        indexed++;
      }),
      { numRuns: 300 },
    );
    expect(indexed).toBeGreaterThan(100);
    expect(hinted).toBeGreaterThan(5);
  });
});
