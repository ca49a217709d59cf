import type pg from "pg";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import type { DreamRun } from "./attempt-dream";
import type { DreamFailure } from "./dream-failure";
import { requireAttempt } from "./dream-lease";
import type { DreamRow } from "./dream-row";
import { closeDreamSession } from "./dream-session";
import { recountReview } from "./recount-review";
import { dreamContext } from "./system-context";

/** Completes the dream in the transaction of its last write. Throws DreamInterrupted when it ended otherwise. */
export async function completeDream(tx: Tx, run: DreamRun): Promise<void> {
  const { pool, row, sessionId, clock } = run;
  await requireAttempt(tx, row);
  const now = clock();
  await tx.query(
    `UPDATE dream SET status = 'completed', ended_at = $2, holds_store = false, progress = $3 WHERE id = $1`,
    [row.id, now, JSON.stringify({ phase: "finished", done: 1, total: 1 })],
  );
  const counts = await recountReview(tx, row.id);
  await closeDreamSession(tx, sessionId, now, `Completed. ${counts.pending} decisions wait for a reviewer.`);
  await recordAuditEvent(tx, dreamContext(pool, row, sessionId, { tx, clock }), {
    action: "dream.complete",
    target: { type: "dream", id: row.id },
    memoryStoreId: row.memory_store_id,
    details: { attempts: row.attempts },
  });
}

/** Ends the dream as failed, unless it ended otherwise meanwhile. What it wrote stays. */
export async function failDream(pool: pg.Pool, row: DreamRow, failure: DreamFailure, now: Date): Promise<void> {
  await withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ session_id: string | null }>(
      `UPDATE dream SET status = 'failed', ended_at = $3, error = $4
       WHERE id = $1 AND attempts = $2 AND status IN ('pending', 'running') RETURNING session_id`,
      [row.id, row.attempts, now, JSON.stringify({ type: failure.type, message: failure.message })],
    );
    if (rows[0] === undefined) return;
    const sessionId = rows[0].session_id;
    if (sessionId !== null) await closeDreamSession(tx, sessionId, now, `Failed: ${failure.type}.`);
    await recordAuditEvent(tx, dreamContext(pool, row, sessionId ?? row.id, { tx, clock: () => now }), {
      action: "dream.fail",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { error: failure.type, attempts: row.attempts },
    });
  });
}

/** Closes the session of a dream that was canceled while it ran. */
export async function closeCanceledDream(pool: pg.Pool, dreamId: string, now: Date): Promise<void> {
  await withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ session_id: string | null }>("SELECT session_id FROM dream WHERE id = $1", [
      dreamId,
    ]);
    const sessionId = rows[0]?.session_id ?? null;
    if (sessionId !== null) await closeDreamSession(tx, sessionId, now, "Canceled.");
  });
}
