import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";

/**
 * Brings the ledger of the input store in line with the review: an insight all of whose edits were turned down is remembered
 * with the number of sessions that spoke for it; one that was approved after all is forgotten.
 */
export async function rememberRejections(tx: Tx, row: DreamRow, now: Date): Promise<void> {
  const { rows } = await tx.query<{ identity: string; sessions: number; rejected: boolean }>(
    `WITH edit AS (
       SELECT insight_id, coalesce(hunk->>'decision', change.decision) AS decision
       FROM dream_change AS change
       LEFT JOIN LATERAL jsonb_array_elements(change.hunks) AS hunk ON true
       CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(hunk->'insight_ids', to_jsonb(change.insight_ids))) AS insight_id
       WHERE change.dream_id = $1)
     SELECT insight.identity, (insight.body->'support'->>'sessions')::integer AS sessions,
       bool_and(edit.decision = 'rejected') AS rejected
     FROM edit JOIN dream_insight AS insight ON insight.dream_id = $1 AND insight.id = edit.insight_id
     GROUP BY insight.identity, insight.body->'support'->>'sessions'
     HAVING bool_and(edit.decision = 'rejected') OR bool_or(edit.decision = 'approved')`,
    [row.id],
  );
  for (const { identity, sessions, rejected } of rows) {
    if (!rejected) {
      await tx.query("DELETE FROM dream_rejection WHERE memory_store_id = $1 AND identity = $2", [
        row.memory_store_id,
        identity,
      ]);
      continue;
    }
    await tx.query(
      `INSERT INTO dream_rejection (memory_store_id, identity, supporting_sessions, dream_id, rejected_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (memory_store_id, identity) DO UPDATE
       SET supporting_sessions = greatest(dream_rejection.supporting_sessions, excluded.supporting_sessions)`,
      [row.memory_store_id, identity, sessions, row.id, now],
    );
  }
}
