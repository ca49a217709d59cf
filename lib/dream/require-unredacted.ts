import type { Tx } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import type { EngineInput } from "./engine/engine-input";

/**
 * Holds every version that the dream read until the transaction ends. A redaction that came first is seen here; one that comes later waits,
 * and its scrubber then reaches what this transaction keeps. All versions count, not only the cited: a proposal may repeat
 * the text of a file that it does not name. Throws DreamInterrupted.
 */
export async function requireUnredacted(tx: Tx, input: EngineInput): Promise<void> {
  const frozen = [{ store: input.store, memories: input.memories }, ...(input.references ?? [])];
  for (const { store, memories } of frozen) {
    const { rowCount } = await tx.query(
      `SELECT FROM memory_version WHERE memory_store_id = $1 AND id = ANY($2::text[]) AND content IS NOT NULL
       ORDER BY id FOR SHARE`,
      [store.id, memories.map((memory) => memory.memory_version_id)],
    );
    if (rowCount !== memories.length) throw new DreamInterrupted("outdated");
  }
}
