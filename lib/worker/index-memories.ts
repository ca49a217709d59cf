import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { findStoresBehind } from "@/lib/memory/search/find-stores-behind";
import { indexStore } from "@/lib/memory/search/index-store";
import { isFarBehind } from "@/lib/memory/search/is-far-behind";
import { restAfterStep } from "./rest-after-step";

export const indexIntervalMs = 1_000;

/**
 * One turn of the search indexer, to be repeated: brings the rows of every store that was written to up to its heads, gives
 * way to those who write meanwhile, and stops between two steps when the worker does.
 */
export function buildMemoryIndexer(
  pool: pg.Pool,
  signal: AbortSignal,
  rest: (restMs: number, signal: AbortSignal) => Promise<void> = restUntilStopped,
): () => Promise<void> {
  let seen = 0;
  return async () => {
    // While no transaction has ended, nothing can have been written.
    const xmax = await nextTransaction(pool);
    if (xmax === seen) return;
    const behind = await findStoresBehind(pool);
    for (const id of behind) {
      while (!signal.aborted) {
        const { isMore, restMs } = await step(pool, id);
        if (!isMore) break;
        await rest(restMs, signal);
      }
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

async function step(pool: pg.Pool, memoryStoreId: string): Promise<{ isMore: boolean; restMs: number }> {
  const before = await nextTransaction(pool);
  const startedAt = performance.now();
  const isMore = await indexStore(pool, memoryStoreId);
  const tookMs = performance.now() - startedAt;
  // One of them is the step's own.
  const othersWrote = (await nextTransaction(pool)) - before - 1;
  const restMs = restAfterStep({
    tookMs,
    othersWrote,
    isFarBehind: isMore && (await isFarBehind(pool, memoryStoreId)),
  });
  return { isMore, restMs };
}

async function restUntilStopped(restMs: number, signal: AbortSignal): Promise<void> {
  await sleep(restMs, undefined, { signal }).catch(() => undefined);
}

/** The number that the next transaction that writes will have, in any process. */
async function nextTransaction(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ xmax: string }>("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax");
  return Number(rows[0]?.xmax);
}
