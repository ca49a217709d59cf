import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { SkippedChange, UndoneDream } from "@/lib/contract/dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { isFinal, presentReview } from "./dream-row";
import { publishDream } from "./dream-topic";
import { finishReview } from "./finish-review";
import { orderChanges } from "./order-changes";
import { lockChange, readChanges } from "./read-change";
import { lockDream } from "./require-dream";
import { readReviewDigest } from "./review-digest";
import { undoChange } from "./undo-change";

/**
 * Takes what a dream applied back as new versions, file by file, last first, each guarded by the text that was applied. A
 * file that moved since is left alone. What was taken back waits for a decision again. Throws NotFoundError,
 * PermissionError, and InvalidRequestError for a dream that still runs.
 */
export async function undoDream(ctx: Ctx, dreamId: string): Promise<UndoneDream> {
  const changes = await inTransaction(ctx, async (tx) => {
    const row = await lockDream(tx, ctx, dreamId, "dream:review");
    if (!isFinal(row.status)) throw new InvalidRequestError(`A dream that is ${row.status} cannot be undone.`);
    const all = await readChanges(tx, row.id);
    for (const change of all) {
      if (change.applied_memory_store_id !== null) requireStoreWrite(ctx.actor, change.applied_memory_store_id);
    }
    return orderChanges(all).reverse();
  });
  const done: Pick<UndoneDream, "undone" | "conflicts" | "skipped"> = { undone: [], conflicts: [], skipped: [] };
  const skip = (changeId: string, reason: SkippedChange["reason"]) =>
    done.skipped.push({ change_id: changeId, reason });
  for (const { id } of changes) {
    const step = await inTransaction(ctx, async (tx) => {
      const change = await lockChange(tx, dreamId, id);
      if (change === null || change.applied_at === null) return null;
      return undoChange({ ...ctx, tx, via: "dream", reason: ctx.reason ?? `Undo of the dream ${dreamId}` }, change);
    });
    if (step === null) skip(id, "not_applied");
    else if (step.kind === "no_effect") skip(id, "no_effect");
    else if (step.kind === "conflict") done.conflicts.push(step.conflict);
    else done.undone.push({ change_id: id, memory_version_id: step.memoryVersionId });
  }
  const result = await inTransaction(ctx, async (tx): Promise<UndoneDream> => {
    const isTouched = done.undone.length > 0 || done.skipped.some(({ reason }) => reason === "no_effect");
    const row = isTouched ? await finishReview(tx, ctx, dreamId) : await lockDream(tx, ctx, dreamId, "dream:review");
    await recordAuditEvent(tx, ctx, {
      action: "dream.undo",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { undone: done.undone.length, conflicts: done.conflicts.length },
    });
    return {
      type: "dream_undo",
      dream_id: row.id,
      ...done,
      review: presentReview(row),
      review_digest: (await readReviewDigest(tx, row.id)).whole,
    };
  });
  publishDream(dreamId);
  return result;
}
