import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { AppliedDream, ApplyDreamBody, SkippedChange } from "@/lib/contract/dream";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { requireOpenStore } from "@/lib/memory/require-store";
import { type ApplyResult, applyChange } from "./apply-change";
import { reasonsOf } from "./change-reasons";
import { type ChangeRow, isAppliedTo } from "./change-row";
import { decidedOutcome } from "./decided-outcome";
import { type DreamRow, presentReview } from "./dream-row";
import { publishDream } from "./dream-topic";
import { finishReview } from "./finish-review";
import { noteConflict } from "./note-applied";
import { changeDependencies, orderChanges } from "./order-changes";
import { lockChange, readBaseText, readChanges } from "./read-change";
import { lockDream } from "./require-dream";
import { requireReviewable } from "./require-reviewable";
import { type ReviewDigest, readReviewDigest } from "./review-digest";

interface Plan {
  row: DreamRow;
  memoryStoreId: string;
  digest: ReviewDigest;
}

type Step = ApplyResult | { kind: "skipped"; reason: SkippedChange["reason"] };

/**
 * Writes what is approved into the target store, each file guarded by the text that the dream read and in a transaction of
 * its own, attributed to the reviewer. A file that moved stops only itself and what depends on it. Applies nothing
 * twice; after a crash the same call goes on where it stopped. Throws NotFoundError, PermissionError, InvalidRequestError, and
 * ConflictError when `review_digest` is not that of the decisions as they are now.
 */
export async function applyDream(ctx: Ctx, dreamId: string, body: ApplyDreamBody): Promise<AppliedDream> {
  const plan = await inTransaction(ctx, (tx) => makePlan(tx, ctx, dreamId, body));
  const changes = orderChanges(await inTransaction(ctx, (tx) => readChanges(tx, plan.row.id)));
  const reasons = await inTransaction(ctx, (tx) => reasonsOf(tx, plan.row.id, changes));
  const dependencies = changeDependencies(changes.map(approvedPart));
  const done: Pick<AppliedDream, "applied" | "conflicts" | "skipped"> = { applied: [], conflicts: [], skipped: [] };
  const [tried, standing] = [new Set<string>(), new Set<string>()];
  for (const { id } of changes) {
    // A move depends both ways: its addition comes first and cannot wait for the removal that waits for it.
    const isBlocked = [...(dependencies.get(id) ?? [])].some((needed) => tried.has(needed) && !standing.has(needed));
    tried.add(id);
    const reason = ctx.reason ?? reasons.get(id) ?? null;
    const step = await inTransaction(ctx, (tx) => applyOne({ ...ctx, tx, via: "dream", reason }, plan, id, isBlocked));
    if (step.kind === "applied") done.applied.push({ change_id: id, memory_version_id: step.memoryVersionId });
    else if (step.kind === "conflict") done.conflicts.push(step.conflict);
    else done.skipped.push({ change_id: id, reason: step.kind === "skipped" ? step.reason : "no_effect" });
    if (stands(step)) standing.add(id);
  }
  const result = await inTransaction(ctx, async (tx): Promise<AppliedDream> => {
    const row = await finishReview(tx, ctx, plan.row.id);
    await recordAuditEvent(tx, ctx, {
      action: "dream.apply",
      target: { type: "dream", id: row.id },
      memoryStoreId: plan.memoryStoreId,
      details: { applied: done.applied.length, conflicts: done.conflicts.length, skipped: done.skipped.length },
    });
    return {
      type: "dream_apply",
      dream_id: row.id,
      ...done,
      review: presentReview(row),
      review_digest: (await readReviewDigest(tx, row.id)).whole,
    };
  });
  publishDream(dreamId);
  return result;
}

async function makePlan(tx: Tx, ctx: Ctx, dreamId: string, body: ApplyDreamBody): Promise<Plan> {
  const row = await lockDream(tx, ctx, dreamId, "dream:review");
  requireReviewable(row);
  const memoryStoreId = body.target_memory_store_id ?? row.memory_store_id;
  requireStoreWrite(ctx.actor, memoryStoreId);
  await requireOpenStore(tx, ctx, memoryStoreId);
  const digest = await readReviewDigest(tx, row.id);
  if (digest.whole !== body.review_digest) {
    throw new ConflictError("The decisions changed since this review_digest was given. Look at the changes again.", {
      reverie: { current_review_digest: digest.whole },
    });
  }
  return { row, memoryStoreId, digest };
}

async function applyOne(ctx: Ctx & { tx: Tx }, plan: Plan, changeId: string, isBlocked: boolean): Promise<Step> {
  const { row, memoryStoreId } = plan;
  const change = await lockChange(ctx.tx, row.id, changeId);
  const digest = (await readReviewDigest(ctx.tx, row.id, changeId)).byChange.get(changeId);
  // Another reviewer may decide anew while the files before this one are written.
  if (change === null || digest === undefined || digest !== plan.digest.byChange.get(changeId)) {
    return { kind: "skipped", reason: "decision_changed" };
  }
  if (change.decision === "pending" || change.decision === "rejected")
    return { kind: "skipped", reason: "not_approved" };
  if (isAppliedTo(change, memoryStoreId) && change.applied_digest === digest) {
    return { kind: "skipped", reason: "already_applied" };
  }
  if (isBlocked) return { kind: "skipped", reason: "stopped" };
  const base = await readBaseText(ctx.tx, row.memory_store_id, change);
  if (base === null || change.conflict?.reason === "redacted") {
    const conflict = {
      change_id: change.id,
      reason: "redacted" as const,
      path: change.path,
      current_content_sha256: null,
      merge: null,
    };
    await noteConflict(ctx.tx, conflict);
    return { kind: "conflict", conflict };
  }
  const outcome = decidedOutcome(change, base);
  if (outcome.kind === "none") return { kind: "skipped", reason: "not_approved" };
  return applyChange(ctx, { change, memoryStoreId, base, outcome, digest, at: ctx.clock() });
}

/** Only what is approved needs what it depends on. */
function approvedPart(change: ChangeRow): ChangeRow {
  return { ...change, hunks: change.hunks.filter((hunk) => hunk.decision === "approved") };
}

/** Whether what depends on this change may follow. */
function stands(step: Step): boolean {
  if (step.kind === "skipped") return step.reason === "already_applied";
  return step.kind === "applied" || step.kind === "no_effect";
}
