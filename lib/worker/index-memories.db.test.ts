import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { memoriesPerTurn } from "@/lib/memory/search/index-store";
import { createLogger } from "@/lib/observe/logger";
import { buildMemoryIndexer } from "./index-memories";
import { startWorker } from "./start-worker";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, content: string, storeId = memoryStoreId) =>
  createMemory(ctx, { memoryStoreId: storeId, path, content, view: "basic" });
const longText = "a line of an ordinary memory, sixty characters long or so\n".repeat(32);
const build = (signal = new AbortController().signal) => buildMemoryIndexer(database.pool(), signal);

async function indexedTexts(): Promise<string[]> {
  const { rows } = await database
    .pool()
    .query<{ content: string }>("SELECT content FROM memory_search ORDER BY content");
  return rows.map((row) => row.content);
}

describe("the search indexer", () => {
  beforeEach(async () => {
    await database.pool().query("DELETE FROM memory_store WHERE id <> $1", [memoryStoreId]);
  });

  it("brings up every store that was written to, turn by turn", async () => {
    const turn = build();
    const other = (await createMemoryStore(ctx, { name: "other" })).id;
    await write("/a.md", "first");
    await write("/a.md", "beside", other);
    await turn();
    expect(await indexedTexts()).toEqual(["beside", "first"]);
    await turn();
    await write("/b.md", "second");
    await turn();
    expect(await indexedTexts()).toEqual(["beside", "first", "second"]);
  });

  it("leaves nothing for a search to read through or merge once it has been by", async () => {
    const turn = build();
    await write("/a.md", "first");
    await turn();
    await turn();
    const { rows } = await database.pool().query(
      `SELECT v.id FROM memory_version v JOIN memory_search_progress p USING (memory_store_id)
       WHERE v.written_xid >= p.indexed_before`,
    );
    expect(rows).toEqual([]);
  });

  it("stops when the worker does, and another goes on", async () => {
    await write("/a.md", "text");
    await build(AbortSignal.abort())();
    expect(await indexedTexts()).toEqual([]);
    await build()();
    expect(await indexedTexts()).toEqual(["text"]);
  });

  it("gives way to those who write while it works, and to nobody otherwise", async () => {
    const rests: number[] = [];
    const turn = buildMemoryIndexer(database.pool(), new AbortController().signal, async (restMs) => {
      rests.push(restMs);
    });
    const fill = (folder: string) =>
      Promise.all(
        Array.from({ length: 2 * memoriesPerTurn + 1 }, (_, number) => write(`/${folder}/${number}.md`, longText)),
      );
    await fill("quiet");
    await turn();
    expect(rests.length).toBeGreaterThan(1);
    expect(rests.filter((restMs) => restMs > 0)).toEqual([]);

    await fill("busy");
    let isDone = false;
    const indexed = turn().finally(() => {
      isDone = true;
    });
    const other = (await createMemoryStore(ctx, { name: "busy" })).id;
    for (let number = 0; !isDone; number++) await write(`/${number}.md`, "short", other);
    await indexed;
    expect(rests.filter((restMs) => restMs > 0)).not.toEqual([]);
  });

  it("does the work of two workers once", async () => {
    for (let number = 0; number < 30; number++) await write(`/${number}.md`, `text ${number}`);
    await Promise.all([build()(), build()(), build()()]);
    await build()();
    expect(await indexedTexts()).toHaveLength(30);
  });

  it("runs in the worker, about a second behind the writes", async () => {
    const worker = await startWorker({ connectionString: database.url(), log: createLogger("silent") });
    try {
      await write("/a.md", "soon");
      await expect.poll(indexedTexts, { timeout: 10_000 }).toEqual(["soon"]);
    } finally {
      await worker.stop();
    }
  });
});
