import type { Tx } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import type { FrozenTexts } from "./frozen-dream";

/**
 * Holds every version that the dream read until the transaction ends. A redaction that came first is seen here; one that comes later waits,
 * and its scrubber then reaches what this transaction keeps. All versions count, not only the cited: a proposal may repeat
 * the text of a file that it does not name. Throws DreamInterrupted.
 */
export function requireUnredacted(tx: Tx, texts: readonly FrozenTexts[]): Promise<void> {
  return requireTexts(tx, texts, "ORDER BY id FOR SHARE");
}

/** As requireUnredacted, for a caller who keeps redactions away by a lock of its own. */
export function seeUnredacted(tx: Tx, texts: readonly FrozenTexts[]): Promise<void> {
  return requireTexts(tx, texts, "");
}

async function requireTexts(tx: Tx, texts: readonly FrozenTexts[], hold: "ORDER BY id FOR SHARE" | ""): Promise<void> {
  for (const { memoryStoreId, memoryVersionIds } of texts) {
    const { rowCount } = await tx.query(
      `SELECT FROM memory_version WHERE memory_store_id = $1 AND id = ANY($2::text[]) AND content IS NOT NULL ${hold}`,
      [memoryStoreId, memoryVersionIds],
    );
    if (rowCount !== memoryVersionIds.length) throw new DreamInterrupted("outdated");
  }
}
