import type { Tx } from "@/lib/db/transaction";
import type { Hypothesis } from "./engine/hypothesis";

/** Keeps what later dreams of the input store test: ids, names of findings and numbers only, so that no redaction has to reach it. */
export async function recordHypotheses(tx: Tx, dreamId: string, hypotheses: readonly Hypothesis[]): Promise<void> {
  if (hypotheses.length === 0) return;
  await tx.query(
    `INSERT INTO dream_hypothesis (memory_store_id, identity, state, lag_from_ms, lag_to_ms, chance, session_ids, tested_until_ms,
       hits, opportunities, dream_id)
     SELECT dream.memory_store_id, row.*, dream.id
     FROM dream CROSS JOIN jsonb_to_recordset($2::jsonb) AS row (identity text, state text, lag_from_ms bigint, lag_to_ms bigint,
       chance double precision, session_ids text[], tested_until_ms bigint, hits integer, opportunities integer)
     WHERE dream.id = $1
     ON CONFLICT (memory_store_id, identity) DO UPDATE
     SET state = excluded.state, hits = excluded.hits, opportunities = excluded.opportunities,
       tested_until_ms = excluded.tested_until_ms, dream_id = excluded.dream_id`,
    [dreamId, JSON.stringify(hypotheses)],
  );
}

/** The hypotheses that earlier dreams of a store left, by identity. */
export async function readHypotheses(tx: Tx, memoryStoreId: string): Promise<Hypothesis[]> {
  const { rows } = await tx.query<Hypothesis>(
    `SELECT identity, state, lag_from_ms, lag_to_ms, chance, session_ids, tested_until_ms, hits, opportunities
     FROM dream_hypothesis WHERE memory_store_id = $1 ORDER BY identity`,
    [memoryStoreId],
  );
  return rows;
}
