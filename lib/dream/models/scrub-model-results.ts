import type { Scrubber } from "@/lib/access/context";

/**
 * Forgets what models answered about the store's memory and about sessions that it was attached to, whose transcripts may
 * repeat the text. Rather too much than too little: what is forgotten is only paid for again. Redaction and deletion of
 * sessions and their events need no scrubber; triggers see to it.
 */
export const scrubModelResults: Scrubber = async (tx, { memoryStoreId }) => {
  await tx.query(
    `DELETE FROM dream_model_result
     WHERE memory_store_id = $1
        OR session_ids && ARRAY(SELECT session_id FROM session_attachment WHERE memory_store_id = $1)`,
    [memoryStoreId],
  );
};
