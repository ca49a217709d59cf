import { setImmediate } from "node:timers/promises";
import { type Prepared, prepare } from "fuzzysort";
import type { Queryable } from "@/lib/db/transaction";

/** A live path in the form that the fuzzy finder searches fastest. */
export interface KnownPath {
  memoryId: string;
  path: string;
  prepared: Prepared;
}

interface KnownStore {
  byMemoryId: Map<string, KnownPath>;
  /** The same without the ids; null when it has to be made anew. */
  paths: KnownPath[] | null;
  /** What transactions from this one on wrote has to be looked for again. */
  knownBefore: string;
  /** One reading at a time, so that an older one never overwrites a newer. */
  reading: Promise<unknown>;
}

const registry = globalThis as typeof globalThis & { reverieStorePaths?: Map<string, KnownStore> };
const keptPathsLimit = 200_000;
const preparedAtOnce = 2_000;

const everyPath = "SELECT id AS memory_id, path FROM memory WHERE memory_store_id = $1 AND $2::xid8 IS NOT NULL";

// A memory that was deleted since has no path any more.
const changedPaths = `
  SELECT changed.memory_id, m.path
  FROM (SELECT DISTINCT memory_id FROM memory_version WHERE memory_store_id = $1 AND written_xid >= $2::xid8) changed
  LEFT JOIN memory m ON m.memory_store_id = $1 AND m.id = changed.memory_id`;

/**
 * The live paths of a store, kept in the process so that only what changed since the last call is read; true whatever other
 * processes write, because the database is asked each time. The stores asked for last are kept.
 */
export async function readStorePaths(db: Queryable, memoryStoreId: string): Promise<readonly KnownPath[]> {
  registry.reverieStorePaths ??= new Map();
  const stores = registry.reverieStorePaths;
  const store = stores.get(memoryStoreId) ?? {
    byMemoryId: new Map(),
    paths: null,
    knownBefore: "0",
    reading: Promise.resolve(),
  };
  stores.delete(memoryStoreId);
  stores.set(memoryStoreId, store);
  const reading = store.reading.then(() => readChanges(db, memoryStoreId, store));
  store.reading = reading.catch(() => undefined);
  await reading;
  forgetOldest(stores);
  store.paths ??= [...store.byMemoryId.values()];
  return store.paths;
}

async function readChanges(db: Queryable, memoryStoreId: string, store: KnownStore): Promise<void> {
  // Asked before the reading: what ends in between is read twice, never missed.
  const snapshot = await db.query<{ xmin: string }>("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin");
  const { rows } = await db.query<{ memory_id: string; path: string | null }>(
    store.knownBefore === "0" ? everyPath : changedPaths,
    [memoryStoreId, store.knownBefore],
  );
  for (const [index, { memory_id, path }] of rows.entries()) {
    if (index % preparedAtOnce === preparedAtOnce - 1) await setImmediate();
    if (store.byMemoryId.get(memory_id)?.path === (path ?? undefined)) continue;
    store.paths = null;
    if (path === null) store.byMemoryId.delete(memory_id);
    else store.byMemoryId.set(memory_id, { memoryId: memory_id, path, prepared: prepare(path) });
  }
  store.knownBefore = snapshot.rows[0]?.xmin ?? "0";
}

function forgetOldest(stores: Map<string, KnownStore>): void {
  let kept = 0;
  for (const { byMemoryId } of stores.values()) kept += byMemoryId.size;
  for (const [id, { byMemoryId }] of stores) {
    if (kept <= keptPathsLimit || stores.size === 1) return;
    kept -= byMemoryId.size;
    stores.delete(id);
  }
}
