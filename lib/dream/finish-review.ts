import type { Ctx } from "@/lib/access/context";
import type { DreamReviewState } from "@/lib/contract/dream";
import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";
import { recountReview } from "./recount-review";
import { rememberRejections } from "./remember-rejections";

/**
 * Settles where the review stands after an apply, a discard or an undo, and what later dreams are to remember of it.
 * It is open until nothing is pending and all that is approved is applied.
 */
export async function finishReview(tx: Tx, ctx: Ctx, dreamId: string): Promise<DreamRow> {
  await tx.query("SELECT FROM dream WHERE id = $1 FOR UPDATE", [dreamId]);
  const counts = await recountReview(tx, dreamId);
  const { rows: totals } = await tx.query<{ applied: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE applied_at IS NOT NULL)::integer AS applied,
       count(*) FILTER (WHERE decision IN ('approved', 'partial') AND (applied_at IS NULL OR conflict->>'reason' <> 'redacted'))::integer AS waiting
     FROM dream_change WHERE dream_id = $1`,
    [dreamId],
  );
  const { applied, waiting } = totals[0] ?? { applied: 0, waiting: 0 };
  const { rows } = await tx.query<DreamRow>("UPDATE dream SET review_state = $2 WHERE id = $1 RETURNING *", [
    dreamId,
    reviewState(counts.pending, waiting, applied),
  ]);
  const row = rows[0];
  if (row === undefined) throw new Error("The dream vanished during its review.");
  await rememberRejections(tx, row, ctx.clock());
  return row;
}

function reviewState(pending: number, waiting: number, applied: number): DreamReviewState {
  if (pending > 0 || waiting > 0) return "in_review";
  return applied > 0 ? "applied" : "discarded";
}
