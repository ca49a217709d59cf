import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "../create-memory-store";
import { listTree } from "../list-tree";
import { compareMemoryStores } from "./compare-memory-stores";
import { listSnapshot } from "./list-snapshot";
import { restoreMemoryStore } from "./restore-memory-store";

const database = useTestDatabase();
const memories = Number(process.env.LARGE_PAST_MEMORIES ?? 10_000);
const versionsEach = 10;
const startedAt = Date.parse("2026-01-01T00:00:00Z");
const roundMs = 3_600_000;
/** A moment after the given round of writes; in each round every memory got a version. */
const momentOf = (round: number) => new Date(startedAt + round * roundMs + roundMs - 1);

let ctx: Ctx;
let memoryStoreId: string;
beforeAll(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "large past" })).id;
  await database.pool().query(
    `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
       content_size_bytes, created_at, via)
     SELECT $1, 'memver_' || lpad((r * ${memories} + n)::text, 26, '0'), 'mem_' || lpad(n::text, 26, '0'), r + 1,
       CASE r WHEN 0 THEN 'created' ELSE 'modified' END, '/' || n % 300 || '/' || n % 17 || '/note-' || n || '.md',
       'note ' || n || ' of round ' || r, md5(n || ' ' || r) || md5(r || ' ' || n), 10,
       $2::timestamptz + r * interval '1 hour' + n * interval '1 ms', 'api'
     FROM generate_series(0, ${versionsEach - 1}) r, generate_series(1, ${memories}) n`,
    [memoryStoreId, new Date(startedAt)],
  );
  await database.pool().query(
    `INSERT INTO memory SELECT memory_store_id, memory_id, path, id, content_sha256, content_size_bytes, sequence, created_at, created_at
     FROM memory_version WHERE memory_store_id = $1 AND sequence = ${versionsEach}`,
    [memoryStoreId],
  );
  await database.pool().query("ANALYZE");
}, 600_000);

async function timed<T>(name: string, work: () => Promise<T>): Promise<{ value: T; elapsedMs: number }> {
  const begun = performance.now();
  const value = await work();
  const elapsedMs = performance.now() - begun;
  if (process.env.LARGE_PAST_MEMORIES !== undefined) process.stdout.write(`${name}: ${elapsedMs.toFixed(0)} ms\n`);
  return { value, elapsedMs };
}

const snapshot = (at: Date | null, options: object = {}) =>
  listSnapshot(ctx, { memoryStoreId, at, pathPrefix: "/", depth: "subtree", view: "basic", limit: 100, ...options });

describe("the past of a large store", () => {
  it("is shown a page at a time, near or far back, flat and by folders, without reading the rest", async () => {
    const cursorInTheMiddle = (await snapshot(momentOf(4), { pathPrefix: "/150/", limit: 1 })).next_page ?? undefined;
    await snapshot(momentOf(4));
    for (const at of [null, momentOf(8), momentOf(4), momentOf(0)]) {
      for (const options of [
        {},
        { depth: "children" },
        { pathPrefix: "/7/" },
        { pathPrefix: "/150/", page: cursorInTheMiddle },
      ]) {
        const { value, elapsedMs } = await timed(`${at?.toISOString() ?? "now"} ${JSON.stringify(options)}`, () =>
          snapshot(at, options),
        );
        expect(value.data.length).toBeGreaterThan(16);
        expect(elapsedMs).toBeLessThan(500);
      }
    }
    const before = await timed("before it all", () => snapshot(new Date(startedAt - 1)));
    expect(before.value.data).toEqual([]);
    expect(before.elapsedMs).toBeLessThan(2000);
    const tree = await timed("tree", () =>
      listTree(ctx, { memoryStoreId, at: momentOf(4), pathPrefix: "/", includeDeleted: false, limit: 5000 }),
    );
    expect(tree.value.data).toHaveLength(5000);
    expect(tree.elapsedMs).toBeLessThan(2000);
  });

  it("is compared from the first differences on, and to the end where there are none", async () => {
    const compare = (at: Date) =>
      compareMemoryStores(ctx, { memoryStoreId, against: { kind: "past", at }, pathPrefix: "/", limit: 100 });
    const many = await timed("compare, all differ", () => compare(momentOf(4)));
    expect(many.value.data).toHaveLength(100);
    expect(many.elapsedMs).toBeLessThan(1000);
    const none = await timed("compare, none differ", () => compare(new Date()));
    expect(none.value).toEqual({ data: [], next_page: null });
    expect(none.elapsedMs).toBeLessThan(10_000);
  });

  it("comes back by the ten thousand in one transaction", async () => {
    const input = { memoryStoreId, at: momentOf(4), pathPrefix: "/", isDryRun: true };
    const dry = await timed("dry run", () => restoreMemoryStore(ctx, input));
    expect(dry.value.counts.modified).toBe(memories);
    expect(dry.value.restored).toHaveLength(1000);
    expect(dry.value.truncated).toBe(true);
    const done = await timed(`restore of ${memories}`, () => restoreMemoryStore(ctx, { ...input, isDryRun: false }));
    expect(done.value.counts).toEqual(dry.value.counts);
    const { rows } = await database.pool().query(
      `SELECT count(*)::integer AS restored, count(DISTINCT reason)::integer AS reasons FROM memory_version
       WHERE memory_store_id = $1 AND via = 'restore'`,
      [memoryStoreId],
    );
    expect(rows).toEqual([{ restored: memories, reasons: 1 }]);
    const compared = await compareMemoryStores(ctx, {
      memoryStoreId,
      against: { kind: "past", at: momentOf(4) },
      pathPrefix: "/",
      limit: 100,
    });
    expect(compared.data).toEqual([]);
  }, 120_000);
});
