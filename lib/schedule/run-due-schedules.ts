import type pg from "pg";
import { lastCronTime, nextCronTime } from "@/lib/contract/cron";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { publishDream } from "@/lib/dream/dream-topic";
import { beginRun } from "./begin-run";
import type { ScheduleRow, ScheduleRunRow } from "./schedule-row";

/** The newest runs of each schedule are kept; a schedule that fires every minute must not fill the disk. */
const runsKept = 500;

interface SchedulerEnvironment {
  pool: pg.Pool;
  clock: () => Date;
  /** Aborted when the worker stops. */
  signal: AbortSignal;
}

/**
 * Begins a run for every schedule whose time has come. Each in one transaction that holds the schedule's row, so that any
 * number of workers begin one run a tick; ticks that passed while none was looking are made up for by one run.
 */
export async function runDueSchedules(environment: SchedulerEnvironment): Promise<void> {
  while (!environment.signal.aborted) {
    const run = await withTransaction(environment.pool, (tx) => beginNext(tx, environment));
    if (run === null) return;
    if (run.dream_id !== null) publishDream(run.dream_id);
  }
}

async function beginNext(tx: Tx, environment: SchedulerEnvironment): Promise<ScheduleRunRow | null> {
  const now = environment.clock();
  const { rows } = await tx.query<ScheduleRow & { next_run_at: Date }>(
    `SELECT * FROM dream_schedule WHERE next_run_at <= $1 ORDER BY next_run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [now],
  );
  const schedule = rows[0];
  if (schedule === undefined) return null;
  const { cron, timezone, next_run_at: due } = schedule;
  const tick = lastCronTime(cron, timezone, due, now);
  await tx.query("UPDATE dream_schedule SET next_run_at = $2 WHERE id = $1", [
    schedule.id,
    nextCronTime(cron, timezone, tick),
  ]);
  const run = await beginRun(tx, environment, schedule, { scheduledFor: tick, missedSince: tick > due ? due : null });
  await tx.query(
    `DELETE FROM dream_schedule_run WHERE dream_schedule_id = $1 AND state <> 'dreaming' AND id IN (
       SELECT id FROM dream_schedule_run WHERE dream_schedule_id = $1
       ORDER BY started_at DESC, id DESC OFFSET ${runsKept})`,
    [schedule.id],
  );
  return run;
}
