import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DreamReviewed, ReviewDreamBody } from "@/lib/contract/dream";
import { memoryContentLimitBytes } from "@/lib/contract/limits";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { contentSizeBytes } from "@/lib/memory/content-hash";
import type { ChangeRow } from "./change-row";
import { type Decider, decideChange } from "./decide-change";
import { decidedOutcome } from "./decided-outcome";
import { type DreamRow, presentReview } from "./dream-row";
import { publishDream } from "./dream-topic";
import { missingDependencies } from "./missing-dependencies";
import { presentChange } from "./present-change";
import { readBaseText, readChanges } from "./read-change";
import { recountReview } from "./recount-review";
import { lockDream } from "./require-dream";
import { requireReviewable } from "./require-reviewable";
import { readReviewDigest } from "./review-digest";
import { saveDecision } from "./save-decision";

/**
 * Notes decisions on hunks and files, as a draft that all reviewers share; nothing is applied. All of them or none: what is
 * approved must be closed under `depends_on`. Throws NotFoundError, PermissionError, InvalidRequestError, and ConflictError
 * that names the missing hunks in `missing`, or those that another reviewer decided meanwhile in `reverie.decided`.
 */
export async function reviewDream(ctx: Ctx, dreamId: string, body: ReviewDreamBody): Promise<DreamReviewed> {
  const result = await inTransaction(ctx, async (tx): Promise<DreamReviewed> => {
    const row = await lockDream(tx, ctx, dreamId, "dream:review");
    requireReviewable(row);
    const before = await readChanges(tx, row.id);
    const after = decideAll(before, body, { kind: ctx.actor.kind, id: ctx.actor.id, at: ctx.clock() });
    const missing = missingDependencies([...after.values()]);
    if (missing.length > 0) {
      throw new ConflictError("Some approved hunks depend on others that are not approved.", { missing });
    }
    const touched = before.flatMap((change) => {
      const decided = after.get(change.id);
      return decided === undefined || decided === change ? [] : [decided];
    });
    const saved: ChangeRow[] = [];
    for (const change of touched) {
      await requireFittingResult(tx, row, change);
      saved.push(await saveDecision(tx, change));
    }
    const review = await saveReview(tx, row, body, touched.length > 0);
    await recordAuditEvent(tx, ctx, {
      action: "dream.review",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { decisions: body.decisions.length, changes: touched.length },
    });
    return {
      type: "dream_review",
      dream_id: row.id,
      review,
      changes: saved.map((change) => presentChange(change, "full")),
      review_digest: (await readReviewDigest(tx, row.id)).whole,
    };
  });
  publishDream(dreamId);
  return result;
}

function decideAll(changes: readonly ChangeRow[], body: ReviewDreamBody, by: Decider): Map<string, ChangeRow> {
  const decided = new Map(changes.map((change) => [change.id, change]));
  for (const decision of body.decisions) {
    const change = decided.get(decision.change_id);
    if (change === undefined) {
      throw new InvalidRequestError(
        `decisions: the dream has no change ${JSON.stringify(decision.change_id.slice(0, 100))}.`,
      );
    }
    decided.set(change.id, decideChange(change, decision, by));
  }
  return decided;
}

/** A reviewer's own lines can make a file too large, and it is better said now than at apply. */
async function requireFittingResult(tx: Tx, row: DreamRow, change: ChangeRow): Promise<void> {
  if (!change.hunks.some((hunk) => hunk.replacement_lines != null)) return;
  const base = await readBaseText(tx, row.memory_store_id, change);
  if (base === null) return;
  const outcome = decidedOutcome(change, base);
  if (outcome.kind === "write" && contentSizeBytes(outcome.content) > memoryContentLimitBytes) {
    throw new InvalidRequestError(`decisions: ${change.path} would be larger than ${memoryContentLimitBytes} bytes.`);
  }
}

async function saveReview(tx: Tx, row: DreamRow, body: ReviewDreamBody, touched: boolean) {
  await recountReview(tx, row.id);
  const { rows } = await tx.query<DreamRow>(
    `UPDATE dream SET review_comment = coalesce($2, review_comment), review_state = CASE WHEN $3 THEN 'in_review' ELSE review_state END
     WHERE id = $1 RETURNING *`,
    [row.id, body.comment ?? null, touched],
  );
  return presentReview(rows[0] ?? row);
}
