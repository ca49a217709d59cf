import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { getMemory } from "./get-memory";
import { listMemories } from "./list-memories";
import { listMemoryStores } from "./list-memory-stores";
import { listMemoryVersions } from "./list-memory-versions";
import { findStoresBehind } from "./search/find-stores-behind";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();
const memories = 100_000;
const idOf = (prefix: string, number: number) => prefix + String(number).padStart(26, "0");
let storeId = "";

beforeAll(async () => {
  storeId = (await createMemoryStore(systemContext(database.pool()), { name: "large" })).id;
  await database.pool().query(
    `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
       content_size_bytes, created_at, via)
     SELECT $1, 'memver_' || lpad(n::text, 26, '0'), 'mem_' || lpad(n::text, 26, '0'), 1, 'created',
       '/' || n % 300 || '/' || n % 17 || '/note-' || n || '.md', 'note ' || n, repeat('a', 64), 10,
       now() - interval '1 day' + n * interval '1 ms', 'api'
     FROM generate_series(1, ${memories}) n`,
    [storeId],
  );
  await database.pool().query(
    `INSERT INTO memory SELECT memory_store_id, memory_id, path, id, content_sha256, content_size_bytes, 1, created_at, created_at
     FROM memory_version WHERE memory_store_id = $1`,
    [storeId],
  );
  await database.pool().query("ANALYZE");
}, 120_000);

const plan = z.tuple([
  z.looseObject({ Plan: z.looseObject({ "Shared Hit Blocks": z.number(), "Shared Read Blocks": z.number() }) }),
]);

/** The most pages that any statement of `work` touches when it is planned without knowing its values. */
async function mostPages(work: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  const undone = Symbol("undone");
  let most = 0;
  const measured = withTransaction(database.pool(), async (tx) => {
    await tx.query("SET LOCAL plan_cache_mode = force_generic_plan");
    const explain = async (text: string, values: readonly unknown[]) => {
      await tx.query("SAVEPOINT before_explain");
      const name = `measured_${most}_${Math.random().toString(36).slice(2)}`;
      let pages = 0;
      // Twice, because a function's first call also reads the catalog to plan its statements.
      for (let call = 0; call < 2; call++) {
        const { rows } = await tx.query<{ "QUERY PLAN": unknown }>({
          name,
          text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
          values: [...values],
        });
        const [{ Plan: top }] = plan.parse(rows[0]?.["QUERY PLAN"]);
        pages = top["Shared Hit Blocks"] + top["Shared Read Blocks"];
        await tx.query("ROLLBACK TO SAVEPOINT before_explain");
      }
      most = Math.max(most, pages);
    };
    const recorder = {
      query: async (first: string | { text: string; values?: unknown[] }, values: readonly unknown[] = []) => {
        const text = typeof first === "string" ? first : first.text;
        const given = typeof first === "string" ? values : (first.values ?? []);
        await explain(text, given);
        return tx.query(text, given);
      },
    } as Tx;
    await work({ ...systemContext(database.pool()), tx: recorder });
    throw undone;
  });
  await measured.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return most;
}

describe("a store of a hundred thousand memories", () => {
  const base = () => ({ memoryStoreId: storeId, view: "basic" as const, limit: 100 });

  it("is listed a page at a time without reading the rest, flat and by folders, from any place", async () => {
    for (const depth of ["subtree", "children"] as const) {
      for (const pathPrefix of ["/", "/7/", "/7/3/", "/none/"]) {
        expect(await mostPages((ctx) => listMemories(ctx, { ...base(), pathPrefix, depth }))).toBeLessThan(1200);
      }
    }
    const folders = await listMemories(systemContext(database.pool()), {
      ...base(),
      pathPrefix: "/",
      depth: "children",
    });
    expect(folders.data).toHaveLength(100);
    expect(folders.data[0]).toEqual({ type: "memory_prefix", path: "/0/" });
  });

  it("reads, writes, moves and deletes one memory without touching the rest", async () => {
    const one = { memoryStoreId: storeId, memoryId: idOf("mem_", 77_777), view: "full" as const };
    const change = { ...one, expectedSha256: null, path: null, content: null };
    const create = { memoryStoreId: storeId, path: "/7/3/fresh/file.md", content: "x", view: "basic" as const };
    expect(await mostPages((ctx) => getMemory(ctx, one))).toBeLessThan(200);
    expect(await mostPages((ctx) => createMemory(ctx, create))).toBeLessThan(200);
    expect(await mostPages((ctx) => updateMemory(ctx, { ...change, content: "changed" }))).toBeLessThan(200);
    expect(await mostPages((ctx) => updateMemory(ctx, { ...change, path: "/moved" }))).toBeLessThan(200);
    expect(await mostPages((ctx) => deleteMemory(ctx, { ...one, expectedSha256: null }))).toBeLessThan(200);
  });

  it("keeps a changed head on its page, so that its indexes stay as they are", async () => {
    const changed = 40;
    const keptInPlace = async (tx: Tx) => {
      const statement = "SELECT pg_stat_get_xact_tuples_hot_updated('memory'::regclass)::int AS count";
      return (await tx.query<{ count: number }>(statement)).rows[0]?.count ?? 0;
    };
    const kept = await withTransaction(database.pool(), async (tx) => {
      const before = await keptInPlace(tx);
      for (let count = 1; count <= changed; count++) {
        const ctx = { ...systemContext(database.pool()), tx };
        const input = { memoryStoreId: storeId, path: null, expectedSha256: null, view: "basic" as const };
        const memoryId = idOf("mem_", (count * memories) / changed);
        await updateMemory(ctx, { ...input, memoryId, content: `changed ${String(count).padStart(2, "0")}` });
      }
      return (await keptInPlace(tx)) - before;
    });
    expect(kept).toBe(changed);
  });

  it("is passed over by the search indexer without being read while it has nothing new", async () => {
    await database
      .pool()
      .query(
        `INSERT INTO memory_search_progress SELECT id, pg_snapshot_xmax(pg_current_snapshot())::text::xid8 FROM memory_store`,
      );
    expect(await mostPages((ctx) => findStoresBehind(ctx.tx ?? database.pool()))).toBeLessThan(200);
    expect(await findStoresBehind(database.pool())).toEqual([]);
    await database.pool().query("DELETE FROM memory_search_progress");
    expect(await findStoresBehind(database.pool())).toEqual([storeId]);
  });

  it("shows its history newest first, and one memory's or one author's, without sorting it all", async () => {
    expect(await mostPages((ctx) => listMemoryVersions(ctx, { ...base(), author: {} }))).toBeLessThan(300);
    const memoryId = idOf("mem_", 777);
    expect(await mostPages((ctx) => listMemoryVersions(ctx, { ...base(), author: {}, memoryId }))).toBeLessThan(300);
    const author = { api_key: "apikey_none" };
    expect(await mostPages((ctx) => listMemoryVersions(ctx, { ...base(), author }))).toBeLessThan(300);
  });

  it("keeps counting what it holds within a second", async () => {
    const ctx = systemContext(database.pool());
    const filter = { includeArchived: true, includeProposals: true, limit: 20 };
    await listMemoryStores(ctx, filter);
    const startedAt = performance.now();
    const { data } = await listMemoryStores(ctx, filter);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(data[0]?.reverie).toMatchObject({ memory_count: memories, size_bytes: memories * 10 });
  });

  it("takes more: no quota stands at any number of memories", async () => {
    const made = await createMemory(systemContext(database.pool()), {
      memoryStoreId: storeId,
      path: "/one-more",
      content: "",
      view: "basic",
    });
    expect(made.path).toBe("/one-more");
  });
});
