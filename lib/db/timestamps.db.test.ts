import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "./testing/test-database";
import { isoTimes } from "./timestamps";

const database = useTestDatabase();
const atEach = `
  SELECT to_timestamp(ms / 1000.0)::timestamptz(3) AS at
  FROM unnest($1::double precision[]) WITH ORDINALITY m (ms, n) ORDER BY n`;

describe("times that the database answers", () => {
  it("are the moments that were asked for, to the millisecond, in any zone and any age", async () => {
    const moment = fc.date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 20 }), async (moments) => {
        for (const zone of ["UTC", "Asia/Kolkata"]) {
          const client = await database.pool().connect();
          try {
            await client.query(`SET timezone TO '${zone}'`);
            const values = [moments.map((each) => each.getTime())];
            const { rows } = await client.query<{ at: Date }>(atEach, values);
            expect(rows.map((row) => row.at.getTime())).toEqual(moments.map((each) => each.getTime()));
            const texts = await client.query<{ at: string }>({ text: atEach, values, types: isoTimes });
            expect(texts.rows.map((row) => row.at)).toEqual(moments.map((each) => each.toISOString()));
          } finally {
            await client.query("RESET timezone");
            client.release();
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("may be infinite or before our era", async () => {
    const { rows } = await database
      .pool()
      .query("SELECT 'infinity'::timestamptz AS late, '0044-03-15 BC'::timestamptz AS early");
    expect(rows[0]?.late).toBe(Number.POSITIVE_INFINITY);
    expect(rows[0]?.early.getUTCFullYear()).toBe(-43);
  });
});
