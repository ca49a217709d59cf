import { describe, expect, it } from "vitest";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { beginningOf, decodeChangePosition } from "./change-position";
import { createMemoryStore } from "./create-memory-store";
import { readChanges } from "./read-changes";

const database = useTestDatabase();
const versionCount = 50_000;
const limit = 200;

/** A long history that no statistics know of yet, ten versions a transaction. */
async function makeLongHistory(): Promise<string> {
  const store = await createMemoryStore(systemContext(database.pool()), { name: "long" });
  await database.pool().query(
    `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
       content_size_bytes, created_at, via, written_xid)
     SELECT $1, 'memver_' || lpad(n::text, 26, '0'), 'mem_' || n % 1000, n / 1000 + 1, 'modified', '/f' || n % 1000, 'x', 'h',
       1, now() + n * interval '1 ms', 'api', (10 + n / 10)::text::xid8
     FROM generate_series(1, $2) AS n`,
    [store.id, versionCount],
  );
  // The watermark must have passed what was written above.
  await database.pool().query("SELECT pg_current_xact_id()");
  return store.id;
}

describe("reading the changes of a store with a long history", () => {
  it("goes page by page through what is below the watermark, without gap or repetition, and quickly from anywhere", async () => {
    const ctx = systemContext(database.pool());
    const memoryStoreId = await makeLongHistory();
    const seen: string[] = [];
    const timesMs: number[] = [];
    let position = beginningOf("1");
    for (;;) {
      const startedAt = performance.now();
      const page = await readChanges(database.pool(), ctx, {
        memoryStoreId,
        after: position,
        unlessSeenBy: null,
        limit,
      });
      timesMs.push(performance.now() - startedAt);
      for (const change of page.changes) {
        if (change.type === "memory_version.created") seen.push(change.memory_version.id);
        expect(decodeChangePosition(change.id).versionId).toBe(seen.at(-1));
      }
      position = page.position;
      if (!page.isFull) break;
    }
    const { rows } = await database.pool().query<{ id: string }>(
      `SELECT id FROM memory_version WHERE memory_store_id = $1 AND written_xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY written_xid, id`,
      [memoryStoreId],
    );
    expect(rows.length).toBeGreaterThan(1_000);
    expect(seen.slice(0, rows.length)).toEqual(rows.map((row) => row.id).slice(0, seen.length));
    const median = timesMs.sort((one, other) => one - other)[Math.floor(timesMs.length / 2)] ?? 0;
    expect(median).toBeLessThan(100);
  });
});
