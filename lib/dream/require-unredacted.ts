import type { Tx } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import type { EngineInput } from "./engine/engine-input";

/**
 * Holds every version that the dream read until the transaction ends. A redaction that came first is seen here; one that comes later waits,
 * and its scrubber then reaches what this transaction keeps. All versions count, not only the cited: a proposal may repeat
 * the text of a file that it does not name. Throws DreamInterrupted.
 */
export function requireUnredacted(tx: Tx, input: EngineInput): Promise<void> {
  return requireTexts(tx, input, "ORDER BY id FOR SHARE");
}

/** As requireUnredacted, for a caller who keeps redactions away by a lock of its own. */
export function seeUnredacted(tx: Tx, input: EngineInput): Promise<void> {
  return requireTexts(tx, input, "");
}

async function requireTexts(tx: Tx, input: EngineInput, hold: "ORDER BY id FOR SHARE" | ""): Promise<void> {
  for (const { store, memories } of [input, ...(input.references ?? [])]) {
    const { rowCount } = await tx.query(
      `SELECT FROM memory_version WHERE memory_store_id = $1 AND id = ANY($2::text[]) AND content IS NOT NULL ${hold}`,
      [store.id, memories.map((memory) => memory.memory_version_id)],
    );
    if (rowCount !== memories.length) throw new DreamInterrupted("outdated");
  }
}
