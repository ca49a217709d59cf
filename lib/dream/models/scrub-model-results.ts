import type { Scrubber } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";

const lockKey = "hashtextextended('dream_model_result' || $1, 0)";

/**
 * Forgets what models answered about the store's memory and about sessions that it was attached to, whose transcripts may
 * repeat the text. Rather too much than too little: what is forgotten is only paid for again. Redaction and deletion of
 * sessions and their events need no scrubber; triggers see to it.
 */
export const scrubModelResults: Scrubber = async (tx, { memoryStoreId }) => {
  await tx.query(`SELECT pg_advisory_xact_lock(${lockKey})`, [memoryStoreId]);
  await tx.query(
    `DELETE FROM dream_model_result
     WHERE memory_store_id = $1
        OR session_ids && ARRAY(SELECT session_id FROM session_attachment WHERE memory_store_id = $1)`,
    [memoryStoreId],
  );
};

/** Keeps redactions in the store out until the transaction ends; those that came first are committed by then. */
export async function holdOffScrubbing(tx: Tx, memoryStoreId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(${lockKey})`, [memoryStoreId]);
}
