import type { DreamReviewState, ReviewCounts } from "@/lib/contract/dream";
import type { Tx } from "@/lib/db/transaction";

/** Counts the decisions of a dream anew and keeps the counts beside the dream. The caller holds the dream's row lock. */
export async function recountReview(tx: Tx, dreamId: string): Promise<ReviewCounts> {
  const { rows } = await tx.query<ReviewCounts>(
    `WITH unit AS (
       SELECT coalesce(hunk->>'decision', change.decision) AS decision
       FROM dream_change AS change LEFT JOIN LATERAL jsonb_array_elements(change.hunks) AS hunk ON true
       WHERE dream_id = $1)
     SELECT count(*) FILTER (WHERE decision = 'approved')::integer AS approved,
       count(*) FILTER (WHERE decision = 'rejected')::integer AS rejected,
       count(*) FILTER (WHERE decision = 'pending')::integer AS pending
     FROM unit`,
    [dreamId],
  );
  const counts = rows[0] ?? { approved: 0, rejected: 0, pending: 0 };
  await tx.query("UPDATE dream SET review_counts = $2 WHERE id = $1", [dreamId, JSON.stringify(counts)]);
  return counts;
}

/** Sets the state of the review. The caller holds the dream's row lock. */
export async function setReviewState(tx: Tx, dreamId: string, state: DreamReviewState): Promise<void> {
  await tx.query("UPDATE dream SET review_state = $2 WHERE id = $1", [dreamId, state]);
}
