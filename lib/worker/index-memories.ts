import type pg from "pg";
import { findStoresBehind } from "@/lib/memory/search/find-stores-behind";
import { indexStore } from "@/lib/memory/search/index-store";

export const indexIntervalMs = 1_000;

/**
 * One turn of the search indexer, to be repeated: brings the rows of every store that was written to up to its heads, and
 * stops between two steps when the worker does.
 */
export function buildMemoryIndexer(pool: pg.Pool, signal: AbortSignal): () => Promise<void> {
  let seen = "";
  return async () => {
    // While no transaction has ended, nothing can have been written.
    const { rows } = await pool.query<{ xmax: string }>("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax");
    const xmax = rows[0]?.xmax ?? "";
    if (xmax === seen) return;
    const behind = await findStoresBehind(pool);
    for (const id of behind) {
      while (!signal.aborted && (await indexStore(pool, id)));
    }
    // What waits to be merged into a GIN index is read through by every search.
    if (behind.length > 0) {
      await pool.query(
        "SELECT gin_clean_pending_list('memory_search_text'), gin_clean_pending_list('memory_search_words')",
      );
    }
    seen = xmax;
  };
}
