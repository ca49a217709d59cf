import DataLoader from "dataloader";
import type pg from "pg";
import type { Queryable } from "@/lib/db/transaction";
import type { MemoryRow } from "./memory-row";

interface Key {
  workspaceId: string;
  memoryStoreId: string;
  memoryId: string;
  withContent: boolean;
}

type Loader = DataLoader<Key, MemoryRow | null>;

const registry = globalThis as typeof globalThis & { reverieMemoryLoaders?: WeakMap<pg.Pool, Loader> };
const perStatement = 50;

/**
 * The head of a live memory, or null. What is asked for in one turn of the event loop goes to the database as one
 * statement, so that many readers at once cost little more than one; nothing is kept for later.
 */
export function loadMemory(pool: pg.Pool, key: Key): Promise<MemoryRow | null> {
  registry.reverieMemoryLoaders ??= new WeakMap();
  let loader = registry.reverieMemoryLoaders.get(pool);
  if (loader === undefined) {
    loader = new DataLoader((keys) => readMemories(pool as Queryable, keys), {
      cache: false,
      maxBatchSize: perStatement,
      batchScheduleFn: setImmediate,
    });
    registry.reverieMemoryLoaders.set(pool, loader);
  }
  return loader.load(key);
}

/** Each head in one statement, or null, in the order asked for. */
export async function readMemories(db: Queryable, keys: readonly Key[]): Promise<(MemoryRow | null)[]> {
  const { rows } = await db.query<MemoryRow & { position: number }>({
    name: "load-memories",
    text: `SELECT k.position::integer, m.*, v.content
           FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
             WITH ORDINALITY AS k (workspace_id, memory_store_id, memory_id, with_content, position)
           JOIN memory m ON m.memory_store_id = k.memory_store_id AND m.id = k.memory_id
           JOIN memory_store s ON s.id = k.memory_store_id AND s.workspace_id = k.workspace_id
           LEFT JOIN memory_version v
             ON k.with_content AND v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id`,
    values: [
      keys.map((key) => key.workspaceId),
      keys.map((key) => key.memoryStoreId),
      keys.map((key) => key.memoryId),
      keys.map((key) => key.withContent),
    ],
  });
  const found = new Map(rows.map((row) => [row.position, row]));
  return keys.map((_, index) => found.get(index + 1) ?? null);
}
