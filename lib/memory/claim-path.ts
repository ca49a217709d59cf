import { ancestorsOf } from "@/lib/contract/memory-path-rules";
import type { Tx } from "@/lib/db/transaction";
import { MemoryPathConflictError } from "@/lib/errors/memory-path-conflict-error";

/**
 * Locks a path for writing and makes sure that no other memory stands at it, above it or below it. `exceptMemoryId`
 * is the memory that moves here; `isStoreLocked` says that the transaction holds the whole store. Throws MemoryPathConflictError.
 */
export async function claimPath(
  tx: Tx,
  memoryStoreId: string,
  path: string,
  { exceptMemoryId = null, isStoreLocked }: { exceptMemoryId?: string | null; isStoreLocked?: true | undefined } = {},
): Promise<void> {
  const ancestors = ancestorsOf(path);
  if (isStoreLocked !== true) {
    await tx.query({
      name: "lock-memory-paths",
      text: "SELECT lock_memory_paths($1, $2, $3)",
      values: [memoryStoreId, ancestors, [path]],
    });
  }
  const { rows } = await tx.query<{ id: string; path: string }>({
    name: "find-path-conflict",
    // The character after / is 0, so [path/, path0) is exactly what lies below the path. Two lookups, because joined
    // by OR a plan for any values reads the whole store.
    text: `SELECT id, path FROM memory
           WHERE memory_store_id = $1 AND path = ANY($2::text[]) AND ($4::text IS NULL OR id <> $4)
           UNION ALL
           (SELECT id, path FROM memory
            WHERE memory_store_id = $1 AND path > $3 || '/' AND path < $3 || '0' AND ($4::text IS NULL OR id <> $4)
            ORDER BY path LIMIT 1)
           ORDER BY path LIMIT 1`,
    values: [memoryStoreId, [...ancestors, path], path, exceptMemoryId],
  });
  if (rows[0] !== undefined) throw new MemoryPathConflictError({ path: rows[0].path, memoryId: rows[0].id });
}

/** For a write that keeps its path: only keeps the store from being archived or copied meanwhile. */
export async function shareStore(tx: Tx, memoryStoreId: string): Promise<void> {
  await tx.query({ name: "share-store", text: "SELECT lock_memory_paths($1, '{}', '{}')", values: [memoryStoreId] });
}
