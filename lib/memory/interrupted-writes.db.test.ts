import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { Memory } from "@/lib/contract/memory";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { findStoreFaults } from "./testing/store-faults";
import { updateMemory } from "./update-memory";
import { writeBatch } from "./write-batch";
import { memoryWrite } from "./write-memories";
import { enqueueWrite } from "./write-queue";

const database = useTestDatabase();
const ctx = (): Ctx => systemContext(database.pool());

const makeStore = async () => (await createMemoryStore(ctx(), { name: "interrupted" })).id;
const create = (memoryStoreId: string, path: string, content = path) =>
  createMemory(ctx(), { memoryStoreId, path, content, view: "full" });
const change = (memory: Memory, change: { content?: string; path?: string; expectedSha256?: string }) =>
  updateMemory(ctx(), {
    memoryStoreId: memory.memory_store_id,
    memoryId: memory.id,
    path: change.path ?? null,
    content: change.content ?? null,
    expectedSha256: change.expectedSha256 ?? null,
    view: "full",
  });
const sequenceOf = async (memory: Memory) =>
  (await database.pool().query("SELECT sequence FROM memory WHERE id = $1", [memory.id])).rows[0]?.sequence;

/** Runs `work` while another connection holds the store, so that statements are under way without getting on. */
async function whileHeld<T>(storeId: string, work: (waiting: () => Promise<number[]>) => Promise<T>): Promise<T> {
  return withTransaction(database.pool(), async (tx) => {
    await tx.query("SELECT lock_memory_store($1)", [storeId]);
    const waiting = async () => {
      const { rows } = await database.pool().query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%write_memories%'`,
      );
      return rows.map((row) => row.pid);
    };
    return work(waiting);
  });
}

const settle = async (promises: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((result) => result.status);

/** A pool whose statements all fail in this way; `statements` counts them. */
function brokenPool(code: string) {
  let statements = 0;
  const query = async () => {
    statements++;
    throw Object.assign(new Error(code), { code });
  };
  return { pool: { query } as unknown as pg.Pool, statements: () => statements };
}

const spares: pg.Client[] = [];
afterEach(async () => void (await Promise.all(spares.splice(0).map((client) => client.end()))));

describe("a statement that is lost", () => {
  it("fails all writes in it and no other, writes nothing, and the queue goes on", async () => {
    const storeId = await makeStore();
    const made = await Promise.all(Array.from({ length: 6 }, (_, n) => create(storeId, `/${n}`)));
    const { lost, followers } = await whileHeld(storeId, async (waiting) => {
      const lost = settle(
        made.map((memory) => change(memory, { content: "lost", expectedSha256: memory.content_sha256 })),
      );
      await expect.poll(waiting).toHaveLength(1);
      const followers = settle(made.map((memory) => change(memory, { content: "later" })));
      for (const pid of await waiting()) await database.pool().query("SELECT pg_terminate_backend($1)", [pid]);
      return { lost: await lost, followers };
    });
    expect(lost).toEqual(made.map(() => "rejected"));
    expect(await followers).toEqual(made.map(() => "fulfilled"));
    for (const memory of made) expect(await sequenceOf(memory)).toBe(2);
    expect(await findStoreFaults(database.pool(), storeId)).toEqual([]);
  });

  it.each(["EPIPE", "ECONNRESET", "57P01", "08006"])(
    "is not sent again, because it may have been carried out: %s",
    async (code) => {
      const { pool, statements } = brokenPool(code);
      const store = { workspaceId: "w", memoryStoreId: "memstore_x" };
      const writes = ["/a", "/b", "/c"].map((path) =>
        enqueueWrite(pool, store, memoryWrite(ctx(), { memoryId: null, path, content: path, expectedSha256: null })),
      );
      expect(await settle(writes)).toEqual(["rejected", "rejected", "rejected"]);
      expect(statements()).toBe(1);
    },
  );

  it("that the database undid is sent again, write by write", async () => {
    const { pool, statements } = brokenPool("22021");
    const store = { workspaceId: "w", memoryStoreId: "memstore_x" };
    const writes = ["/a", "/b", "/c"].map((path) =>
      enqueueWrite(pool, store, memoryWrite(ctx(), { memoryId: null, path, content: path, expectedSha256: null })),
    );
    expect(await settle(writes)).toEqual(["rejected", "rejected", "rejected"]);
    expect(statements()).toBe(4);
  });

  it("to a deadlock with a foreign transaction is carried out after it", async () => {
    const storeId = await makeStore();
    const made = await Promise.all(["/a", "/b"].map((path) => create(storeId, path)));
    const [first, last] = made.map((memory) => memory.id).sort();
    const stranger = new pg.Client({ connectionString: database.url() });
    spares.push(stranger);
    await stranger.connect();
    await stranger.query("BEGIN; SET LOCAL deadlock_timeout = '1min'");
    await stranger.query("SELECT 1 FROM memory WHERE id = $1 FOR UPDATE", [last]);
    const writes = settle(made.map((memory) => change(memory, { content: "new" })));
    await expect
      .poll(async () => (await database.pool().query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount)
      .toBeGreaterThan(0);
    await stranger.query("SELECT 1 FROM memory WHERE id = $1 FOR UPDATE", [first]);
    await stranger.query("COMMIT");
    expect(await writes).toEqual(["fulfilled", "fulfilled"]);
    expect(await findStoreFaults(database.pool(), storeId)).toEqual([]);
  });
});

describe("writes that wait", () => {
  it("for a store that is held leave the database's connections to others", async () => {
    const [held, free] = [await makeStore(), await makeStore()];
    const made = await Promise.all(Array.from({ length: 40 }, (_, n) => create(held, `/${n}`)));
    const { writes } = await whileHeld(held, async () => {
      const writes = settle([
        ...made.slice(0, 20).map((memory) => change(memory, { content: "waits" })),
        ...made
          .slice(20)
          .map(({ id }) => deleteMemory(ctx(), { memoryStoreId: held, memoryId: id, expectedSha256: null })),
        ...Array.from({ length: 20 }, (_, n) =>
          writeBatch(ctx(), { memoryStoreId: held, operations: [{ op: "create", path: `/batch/${n}`, content: "" }] }),
        ),
      ]);
      await create(free, "/at-once");
      return { writes };
    });
    expect(new Set(await writes)).toEqual(new Set(["fulfilled"]));
  });

  it("for a memory that is written all the time get their turn", async () => {
    const storeId = await makeStore();
    const hot = await create(storeId, "/hot", "0");
    let isDone = false;
    const swappers = Array.from({ length: 16 }, async (_, writer) => {
      for (let round = 0; !isDone; round++) {
        const seen = await change(hot, {}).catch(() => hot);
        await change(hot, { content: `${writer} ${round}`, expectedSha256: seen.content_sha256 }).catch(() => null);
      }
    });
    for (let round = 0; round < 5; round++) {
      const startedAt = Date.now();
      expect((await change(hot, { path: `/moved-${round}` })).path).toBe(`/moved-${round}`);
      expect(Date.now() - startedAt).toBeLessThan(2_000);
    }
    isDone = true;
    await Promise.all(swappers);
    expect(await findStoreFaults(database.pool(), storeId)).toEqual([]);
  });

  it("behind a winner for a store that is held do not keep its answer back", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/hot", "0");
    const holder = new pg.Client({ connectionString: database.url() });
    spares.push(holder);
    await holder.connect();
    const { won } = await whileHeld(storeId, async (waiting) => {
      const won = change(memory, { content: "won", expectedSha256: memory.content_sha256 });
      await expect.poll(waiting).toHaveLength(1);
      // Next in line for the store, ahead of the write that comes now.
      await holder.query("BEGIN");
      void holder.query("SELECT lock_memory_store($1)", [storeId]);
      const queued =
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%lock_memory_store%'";
      await expect.poll(async () => (await database.pool().query(queued)).rowCount).toBe(1);
      return { won, behind: change(memory, { content: "behind" }) };
    });
    const patience = sleep(2_000, "kept back", { ref: false });
    expect(await Promise.race([won.then(() => "told"), patience])).toBe("told");
    await holder.query("COMMIT");
    await expect.poll(() => sequenceOf(memory)).toBe(3);
  });

  it("leave nothing in memory once they are through", async () => {
    const storeId = await makeStore();
    const made = await Promise.all(Array.from({ length: 100 }, (_, n) => create(storeId, `/${n}`)));
    await Promise.allSettled(made.map((memory) => change(memory, { content: "x", path: "/one" })));
    await Promise.allSettled(made.map((memory) => change(memory, { content: "y", expectedSha256: "0" })));
    const registry = globalThis as { reverieWriteQueues?: WeakMap<pg.Pool, Map<string, unknown>> };
    await expect.poll(() => registry.reverieWriteQueues?.get(database.pool())?.size).toBe(0);
  });

  it("far below others take no more locks together than the database has", async () => {
    const storeId = await makeStore();
    const deep = (n: number) => `/${n}${"/d".repeat(500)}`;
    const statements = vi.spyOn(database.pool(), "query");
    const writes = settle(Array.from({ length: 128 }, (_, n) => create(storeId, deep(n), "")));
    expect(new Set(await writes)).toEqual(new Set(["fulfilled"]));
    expect(statements.mock.settledResults.filter((result) => result.type === "rejected")).toEqual([]);
    statements.mockRestore();
  });
});
