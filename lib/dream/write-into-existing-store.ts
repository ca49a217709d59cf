import { type Tx, withTransaction } from "@/lib/db/transaction";
import { applyChange } from "./apply-change";
import type { DreamRun } from "./attempt-dream";
import { reasonsOf } from "./change-reasons";
import type { ChangeRow } from "./change-row";
import { requireAttempt } from "./dream-lease";
import { completeDream } from "./end-dream";
import { orderChanges } from "./order-changes";
import { lockChange, readBaseText, readChanges } from "./read-change";
import { setReviewState } from "./recount-review";
import { readReviewDigest } from "./review-digest";
import { dreamContext } from "./system-context";

/**
 * Writes every change that is not written yet into the input store, each file in a transaction of its own, and completes
 * the dream. A file that somebody changed meanwhile is left alone and its change stands as a conflict. The dream's row is
 * locked during each write, so a cancel takes effect between two files.
 */
export async function writeIntoExistingStore(run: DreamRun): Promise<void> {
  const { pool, row, lease } = run;
  const changes = orderChanges(await readChanges(pool, row.id));
  const reasons = await reasonsOf(pool, row.id, changes);
  for (const [done, { id }] of changes.entries()) {
    lease.report({ phase: "writing", done, total: changes.length });
    lease.check();
    await withTransaction(pool, (tx) => writeChange(tx, run, id, reasons.get(id) ?? null));
  }
  await withTransaction(pool, async (tx) => {
    await completeDream(tx, run);
    const { rows } = await tx.query<{ open: boolean }>(
      "SELECT bool_or(conflict IS NOT NULL) AS open FROM dream_change WHERE dream_id = $1",
      [row.id],
    );
    await setReviewState(tx, row.id, rows[0]?.open === true ? "in_review" : "applied");
  });
}

async function writeChange(tx: Tx, run: DreamRun, changeId: string, reason: string | null): Promise<void> {
  const { pool, row, sessionId, clock } = run;
  await requireAttempt(tx, row);
  const change = await lockChange(tx, row.id, changeId);
  if (change === null || change.applied_at !== null || change.conflict !== null) return;
  const approved = await approveWhole(tx, change, sessionId, clock());
  const digest = (await readReviewDigest(tx, row.id, change.id)).whole;
  const ctx = { ...dreamContext(pool, row, sessionId, { clock, reason }), tx };
  await applyChange(ctx, {
    change: approved,
    memoryStoreId: row.memory_store_id,
    base: await readBaseText(tx, row.memory_store_id, change),
    outcome:
      change.operation === "deleted"
        ? { kind: "delete" }
        : { kind: "write", path: change.path, content: change.proposed_content ?? "" },
    digest,
    at: clock(),
  });
}

/** The dream itself decides: its changes are born approved, by its session. */
async function approveWhole(tx: Tx, change: ChangeRow, sessionId: string, now: Date): Promise<ChangeRow> {
  const author = { kind: "session", id: sessionId };
  const hunks = change.hunks.map((hunk) => ({
    ...hunk,
    decision: "approved" as const,
    decided_by: author,
    decided_at: now.toISOString(),
  }));
  await tx.query(
    `UPDATE dream_change SET hunks = $2, decision = 'approved', decided_by_kind = $3, decided_by_id = $4, decided_at = $5
     WHERE id = $1`,
    [change.id, JSON.stringify(hunks), author.kind, author.id, now],
  );
  return {
    ...change,
    hunks,
    decision: "approved",
    decided_by_kind: author.kind,
    decided_by_id: author.id,
    decided_at: now,
  };
}
