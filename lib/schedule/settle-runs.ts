import type pg from "pg";
import { findServiceAccountActor } from "@/lib/auth/find-service-account-actor";
import type { ReviewCounts } from "@/lib/contract/dream";
import type { ScheduleRunReason } from "@/lib/contract/dream-schedule";
import { withTransaction } from "@/lib/db/transaction";
import { isAppError } from "@/lib/errors/app-error";
import type { Logger } from "@/lib/observe/logger";
import { type AutoApproved, autoApproveDream } from "./auto-approve-dream";
import { queueDigests } from "./digest/queue-digests";
import { scheduleContext } from "./schedule-context";
import type { ScheduleRow, ScheduleRunRow } from "./schedule-row";

/** While one process is at the end of a run, no other is; longer than applying a dream may take. */
const leaseSeconds = 120;
const attemptsLimit = 3;

interface SettlingEnvironment {
  pool: pg.Pool;
  clock: () => Date;
  log: Logger;
  signal: AbortSignal;
}

interface EndedRun extends ScheduleRunRow {
  schedule: Pick<ScheduleRow, "workspace_id" | "memory_store_id" | "service_account_id">;
  /** Null when the dream is gone. */
  dream_status: "completed" | "failed" | "canceled" | null;
  dream_error: string | null;
}

type Ending =
  | { state: "finished"; autoApproved: AutoApproved | null; message: string | null }
  | { state: "failed"; reason: ScheduleRunReason; message: string | null };

/**
 * Ends the runs whose dream has ended: approves what needs no person, asks for a review of the rest, and gives the
 * sessions of a dream that came to nothing back. Any number of workers may; what one leaves undone another goes on with.
 */
export async function settleRuns(environment: SettlingEnvironment): Promise<void> {
  while (!environment.signal.aborted) {
    const run = await claimEnded(environment.pool, environment.clock());
    if (run === null) return;
    const ending = await endingOf(run, environment);
    if (ending !== null) await end(environment.pool, run, ending, environment.clock());
  }
}

async function claimEnded(pool: pg.Pool, now: Date): Promise<EndedRun | null> {
  const { rows } = await pool.query<EndedRun>(
    // A subquery that is joined could be run once for each row, and then claim more than the one that is returned.
    `WITH ended AS MATERIALIZED (
       SELECT r.id, d.status AS dream_status, d.error->>'message' AS dream_error
       FROM dream_schedule_run r LEFT JOIN dream d ON d.id = r.dream_id
       WHERE r.state = 'dreaming' AND (d.id IS NULL OR d.status IN ('completed', 'failed', 'canceled'))
         AND (r.settling_until IS NULL OR r.settling_until < $1)
       ORDER BY r.started_at, r.id LIMIT 1 FOR UPDATE OF r SKIP LOCKED)
     UPDATE dream_schedule_run AS run
     SET settling_until = $1::timestamptz + make_interval(secs => ${leaseSeconds}), settle_attempts = settle_attempts + 1
     FROM ended, dream_schedule AS s
     WHERE run.id = ended.id AND s.id = run.dream_schedule_id
     RETURNING run.*, ended.dream_status, ended.dream_error, jsonb_build_object('workspace_id', s.workspace_id,
       'memory_store_id', s.memory_store_id, 'service_account_id', s.service_account_id) AS schedule`,
    [now],
  );
  return rows[0] ?? null;
}

/** How the run ends; null when that has to be tried again. */
async function endingOf(run: EndedRun, environment: SettlingEnvironment): Promise<Ending | null> {
  if (run.dream_status === null) return { state: "failed", reason: "dream_deleted", message: null };
  if (run.dream_status !== "completed") {
    return { state: "failed", reason: `dream_${run.dream_status}`, message: run.dream_error };
  }
  if (run.auto_approve === null) return { state: "finished", autoApproved: null, message: null };
  try {
    return { state: "finished", autoApproved: await approve(run, environment), message: null };
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    environment.log.error({ runId: run.id, attempt: run.settle_attempts, name }, "a dream was not approved by itself");
    if (!isAppError(error) && run.settle_attempts < attemptsLimit) return null;
    const why = isAppError(error) ? error.message : "The server's log names the cause.";
    return { state: "finished", autoApproved: null, message: `Not approved by itself. ${why}` };
  }
}

async function approve(run: EndedRun, { pool, clock }: SettlingEnvironment): Promise<AutoApproved> {
  const { workspace_id, service_account_id, memory_store_id } = run.schedule;
  const actor = await findServiceAccountActor(pool, workspace_id, service_account_id);
  if (actor === null || run.auto_approve === null || run.dream_id === null) {
    return { hunks: 0, files_applied: 0, conflicts: 0 };
  }
  return autoApproveDream(scheduleContext(pool, actor, clock), { id: run.dream_id, memory_store_id }, run.auto_approve);
}

async function end(pool: pg.Pool, run: EndedRun, ending: Ending, now: Date): Promise<void> {
  const isFinished = ending.state === "finished";
  await withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ review_counts: ReviewCounts }>("SELECT review_counts FROM dream WHERE id = $1", [
      run.dream_id,
    ]);
    const conflicts = isFinished ? (ending.autoApproved?.conflicts ?? 0) : 0;
    const awaiting = isFinished ? (rows[0]?.review_counts.pending ?? 0) + conflicts : 0;
    const { rowCount } = await tx.query(
      `UPDATE dream_schedule_run SET state = $2, reason = $3, message = $4, auto_approved = $5, awaiting_review = $6,
         ended_at = $7, settling_until = NULL
       WHERE id = $1 AND state = 'dreaming'`,
      [
        run.id,
        ending.state,
        isFinished ? null : ending.reason,
        ending.message,
        isFinished && ending.autoApproved !== null ? JSON.stringify(ending.autoApproved) : null,
        awaiting,
        now,
      ],
    );
    if (rowCount !== 1) return;
    if (!isFinished) await tx.query("DELETE FROM dream_schedule_session WHERE dream_id = $1", [run.dream_id]);
    if (awaiting > 0) await queueDigests(tx, { ...run, workspace_id: run.schedule.workspace_id }, now);
  });
}
