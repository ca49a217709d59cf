import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Dream } from "@/lib/contract/dream";
import type { DiscardDreamBody } from "@/lib/contract/dream-review";
import { decideChange } from "./decide-change";
import { presentDream } from "./dream-row";
import { publishDream } from "./dream-topic";
import { finishReview } from "./finish-review";
import { readChanges } from "./read-change";
import { lockDream } from "./require-dream";
import { requireReviewable } from "./require-reviewable";
import { saveDecision } from "./save-decision";

/**
 * Rejects all that is still pending. What was approved or applied stays as it is; later dreams of the store do not bring the
 * rejected again without new support. A comment says why. Throws NotFoundError, PermissionError, InvalidRequestError.
 */
export async function discardDream(ctx: Ctx, dreamId: string, body: DiscardDreamBody = {}): Promise<Dream> {
  const dream = await inTransaction(ctx, async (tx) => {
    const row = await lockDream(tx, ctx, dreamId, "dream:review");
    requireReviewable(row);
    const by = { kind: ctx.actor.kind, id: ctx.actor.id, at: ctx.clock() };
    let rejected = 0;
    for (const change of await readChanges(tx, row.id)) {
      const pending = change.hunks.filter((hunk) => hunk.decision === "pending").map((hunk) => hunk.id);
      if (pending.length === 0 && (change.hunks.length > 0 || change.decision !== "pending")) continue;
      const hunkIds = change.hunks.length === 0 ? {} : { hunk_ids: pending };
      await saveDecision(tx, decideChange(change, { change_id: change.id, decision: "reject", ...hunkIds }, by));
      rejected += Math.max(1, pending.length);
    }
    if (body.comment != null) {
      await tx.query("UPDATE dream SET review_comment = $2 WHERE id = $1", [row.id, body.comment]);
    }
    const finished = await finishReview(tx, ctx, row.id);
    await recordAuditEvent(tx, ctx, {
      action: "dream.discard",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { rejected },
    });
    return presentDream(finished);
  });
  publishDream(dream.id);
  return dream;
}
