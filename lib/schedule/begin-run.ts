import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { systemContext } from "@/lib/auth/system-context";
import type { ScheduleRunReason } from "@/lib/contract/dream-schedule";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { createDream } from "@/lib/dream/create-dream";
import { requireDreamModel } from "@/lib/dream/dream-models";
import { isAppError } from "@/lib/errors/app-error";
import { findNewSessions, type NewSessions } from "./find-new-sessions";
import { findObstacle, type Obstacle } from "./find-obstacle";
import { scheduleContext } from "./schedule-context";
import type { ScheduleRow, ScheduleRunRow } from "./schedule-row";

export interface RunOccasion {
  /** Null for a run that somebody asked for, which takes a single new session too. */
  scheduledFor: Date | null;
  missedSince: Date | null;
}

type Beginning =
  | { state: "dreaming"; dreamId: string; sessions: NewSessions }
  | { state: "skipped" | "failed"; reason: ScheduleRunReason; message?: string; sessions?: NewSessions };

/**
 * Begins one run of a schedule in the caller's transaction, which holds the schedule's row: the dream with its job, the
 * record of the run and of what it read all exist, or none. Never throws for what is wrong with the schedule itself; the run
 * says so, and a schedule that cannot run again is paused.
 */
export async function beginRun(
  tx: Tx,
  { pool, clock }: { pool: pg.Pool; clock: () => Date },
  schedule: ScheduleRow,
  occasion: RunOccasion,
): Promise<ScheduleRunRow> {
  const now = clock();
  const obstacle = await findObstacle(tx, schedule);
  const beginning =
    obstacle.kind === "obstacle"
      ? ({ state: "failed", reason: obstacle.reason } as const)
      : await begin(tx, pool, obstacle.actor, schedule, occasion, now);
  const run = await insertRun(tx, schedule, occasion, beginning, now);
  if (beginning.state === "dreaming") await rememberSessions(tx, schedule, beginning);
  if (obstacle.kind === "obstacle") {
    await tx.query("UPDATE dream_schedule SET pause_reason = $2, next_run_at = NULL WHERE id = $1", [
      schedule.id,
      obstacle.reason,
    ]);
  }
  if (beginning.state !== "skipped") await recordRun(tx, pool, obstacle, schedule, run, clock);
  return run;
}

async function begin(
  tx: Tx,
  pool: pg.Pool,
  actor: Actor,
  schedule: ScheduleRow,
  { scheduledFor }: RunOccasion,
  now: Date,
): Promise<Beginning> {
  const { rowCount } = await tx.query(
    "SELECT FROM dream_schedule_run WHERE dream_schedule_id = $1 AND state = 'dreaming' LIMIT 1",
    [schedule.id],
  );
  if ((rowCount ?? 0) > 0) return { state: "skipped", reason: "still_dreaming" };
  const sessions = await findNewSessions(tx, actor, schedule, now);
  const needed = scheduledFor === null ? 1 : schedule.min_new_sessions;
  if (sessions.total < needed) return { state: "skipped", reason: "too_few_sessions", sessions };
  try {
    await requireDreamModel(schedule.model);
  } catch (error) {
    return { state: "failed", reason: "model_unavailable", ...messageOf(error), sessions };
  }
  try {
    const dream = await createDream(
      scheduleContext(pool, actor, () => now, tx),
      {
        inputs: [
          { type: "memory_store", memory_store_id: schedule.memory_store_id },
          { type: "sessions", session_ids: sessions.taken.map((session) => session.id) },
        ],
        model: schedule.model,
        instructions: schedule.instructions,
      },
    );
    return { state: "dreaming", dreamId: dream.id, sessions };
  } catch (error) {
    return { state: "failed", reason: reasonOf(error), ...messageOf(error), sessions };
  }
}

function reasonOf(error: unknown): ScheduleRunReason {
  const isRefused = isAppError(error) && (error.status === 403 || error.status === 404);
  return isRefused ? "not_permitted" : "internal_error";
}

/** Only our own refusals are words for people; anything else may quote what it worked on. */
function messageOf(error: unknown): { message?: string } {
  return isAppError(error) ? { message: error.message } : {};
}

async function insertRun(
  tx: Tx,
  schedule: ScheduleRow,
  occasion: RunOccasion,
  beginning: Beginning,
  now: Date,
): Promise<ScheduleRunRow> {
  const isOpen = beginning.state === "dreaming";
  const { rows } = await tx.query<ScheduleRunRow>(
    `INSERT INTO dream_schedule_run (id, dream_schedule_id, scheduled_for, missed_since, started_at, ended_at, state, reason,
       message, new_sessions, sessions_taken, dream_id, auto_approve, notify)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING *`,
    [
      newId("scheduleRun"),
      schedule.id,
      occasion.scheduledFor,
      occasion.missedSince,
      now,
      isOpen ? null : now,
      beginning.state,
      isOpen ? null : beginning.reason,
      isOpen ? null : beginning.message,
      beginning.sessions?.total ?? 0,
      isOpen ? beginning.sessions.taken.length : 0,
      isOpen ? beginning.dreamId : null,
      schedule.auto_approve === null ? null : JSON.stringify(schedule.auto_approve),
      JSON.stringify(schedule.notify),
    ],
  );
  const run = rows[0];
  if (run === undefined) throw new Error("The insert returned no row.");
  return run;
}

async function rememberSessions(
  tx: Tx,
  schedule: ScheduleRow,
  { dreamId, sessions }: Extract<Beginning, { state: "dreaming" }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO dream_schedule_session (dream_schedule_id, session_id, last_sequence, dream_id)
     SELECT $1, id, last_sequence, $3 FROM jsonb_to_recordset($2::jsonb) AS taken (id text, last_sequence integer)
     ON CONFLICT (dream_schedule_id, session_id)
       DO UPDATE SET last_sequence = excluded.last_sequence, dream_id = excluded.dream_id`,
    [schedule.id, JSON.stringify(sessions.taken), dreamId],
  );
}

async function recordRun(
  tx: Tx,
  pool: pg.Pool,
  obstacle: Obstacle,
  schedule: ScheduleRow,
  run: ScheduleRunRow,
  clock: () => Date,
): Promise<void> {
  const ctx = obstacle.kind === "none" ? scheduleContext(pool, obstacle.actor, clock, tx) : systemContext(pool);
  await recordAuditEvent(tx, ctx, {
    action: obstacle.kind === "none" ? "dream_schedule.run" : "dream_schedule.pause",
    target: { type: "dream_schedule", id: schedule.id },
    memoryStoreId: schedule.memory_store_id,
    outcome: run.state === "dreaming" ? "success" : "refused",
    details: { run_id: run.id, dream_id: run.dream_id, reason: run.reason, sessions: run.sessions_taken },
  });
}
