import { type Ctx, inTransaction } from "@/lib/access/context";
import type { DreamReviewed } from "@/lib/contract/dream";
import type { AutoApprove, DreamScheduleRun } from "@/lib/contract/dream-schedule";
import type { Tx } from "@/lib/db/transaction";
import { applyDream } from "@/lib/dream/apply-dream";
import type { ChangeRow } from "@/lib/dream/change-row";
import { readBaseText, readChanges } from "@/lib/dream/read-change";
import { reviewDream } from "@/lib/dream/review-dream";
import { type Candidate, eligibleDecisions, type InsightFacts } from "./eligible-decisions";

export type AutoApproved = NonNullable<DreamScheduleRun["auto_approved"]>;

/**
 * Approves and applies, as the schedule's service account and through the same use cases as a reviewer, what the policy allows
 * without a person. Leaves the dream alone as soon as anybody else has decided something: an apply would take their
 * draft along. After a crash the same call goes on. Throws as reviewDream and applyDream do.
 */
export async function autoApproveDream(
  ctx: Ctx,
  dream: { id: string; memory_store_id: string },
  policy: AutoApprove,
): Promise<AutoApproved> {
  const review = await inTransaction(ctx, (tx) => decide({ ...ctx, tx }, dream, policy));
  if (review === null) return { hunks: 0, files_applied: 0, conflicts: 0 };
  const done = await applyDream(ctx, dream.id, { review_digest: review.review_digest });
  const before = done.skipped.filter((skipped) => skipped.reason === "already_applied");
  return {
    hunks: done.review.approved,
    files_applied: done.applied.length + before.length,
    conflicts: done.conflicts.length,
  };
}

/** The review with our approvals in it; null when there is nothing to apply. */
async function decide(
  ctx: Ctx & { tx: Tx },
  dream: { id: string; memory_store_id: string },
  policy: AutoApprove,
): Promise<DreamReviewed | null> {
  await ctx.tx.query("SELECT FROM dream WHERE id = $1 FOR UPDATE", [dream.id]);
  const changes = await readChanges(ctx.tx, dream.id);
  if (changes.some((change) => isDecidedByOthers(change, ctx.actor.id))) return null;
  const candidates = await readCandidates(ctx.tx, dream.memory_store_id, changes);
  const decisions = eligibleDecisions(candidates, await readInsights(ctx.tx, dream.id), policy);
  const wasBegun = changes.some((change) => change.decision === "approved" || change.decision === "partial");
  if (decisions.length === 0 && !wasBegun) return null;
  return reviewDream(ctx, dream.id, { decisions });
}

function isDecidedByOthers(change: ChangeRow, ownId: string): boolean {
  if (change.decided_by_id !== null && change.decided_by_id !== ownId) return true;
  return change.hunks.some((hunk) => hunk.decided_by != null && hunk.decided_by.id !== ownId);
}

async function readCandidates(tx: Tx, memoryStoreId: string, changes: readonly ChangeRow[]): Promise<Candidate[]> {
  const { rows } = await tx.query<{ memory_id: string }>(
    // What a person approved or brought in was written by somebody else.
    `SELECT DISTINCT memory_id FROM memory_version
     WHERE memory_store_id = $1 AND memory_id = ANY($2::text[]) AND author_kind = 'user' AND via NOT IN ('dream', 'import')`,
    [memoryStoreId, changes.flatMap((change) => change.base_memory_id ?? [])],
  );
  const byPeople = new Set(rows.map((row) => row.memory_id));
  const candidates: Candidate[] = [];
  for (const change of changes) {
    candidates.push({
      change,
      base: await readBaseText(tx, memoryStoreId, change),
      isWrittenByPeople: change.base_memory_id !== null && byPeople.has(change.base_memory_id),
    });
  }
  return candidates;
}

async function readInsights(tx: Tx, dreamId: string): Promise<Map<string, InsightFacts>> {
  const { rows } = await tx.query<InsightFacts & { id: string }>(
    `SELECT id, kind, tier, state, (body #>> '{support,days}')::integer AS days FROM dream_insight WHERE dream_id = $1`,
    [dreamId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
