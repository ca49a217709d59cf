import type { DreamScheduleRun } from "@/lib/contract/dream-schedule";
import type { Queryable } from "@/lib/db/transaction";
import { type DigestRow, presentRun, presentSchedule, type ScheduleRow, type ScheduleRunRow } from "./schedule-row";

/** The wire objects of these runs, in their order. */
export async function presentRuns(db: Queryable, rows: readonly ScheduleRunRow[]): Promise<DreamScheduleRun[]> {
  const { rows: digests } = await db.query<DigestRow>(
    "SELECT * FROM dream_digest WHERE dream_schedule_run_id = ANY($1::text[]) ORDER BY recipient",
    [rows.map((row) => row.id)],
  );
  return rows.map((row) =>
    presentRun(
      row,
      digests.filter((digest) => digest.dream_schedule_run_id === row.id),
    ),
  );
}

/** The wire objects of these schedules, each with its newest run. */
export async function presentSchedules(db: Queryable, rows: readonly ScheduleRow[]) {
  const { rows: newest } = await db.query<ScheduleRunRow>(
    `SELECT run.* FROM unnest($1::text[]) AS schedule (id) CROSS JOIN LATERAL (
       SELECT * FROM dream_schedule_run WHERE dream_schedule_id = schedule.id
       ORDER BY started_at DESC, id DESC LIMIT 1) AS run`,
    [rows.map((row) => row.id)],
  );
  const runs = new Map((await presentRuns(db, newest)).map((run) => [run.dream_schedule_id, run]));
  return rows.map((row) => presentSchedule(row, runs.get(row.id) ?? null));
}

/** The wire object of one schedule. */
export async function presentOne(db: Queryable, row: ScheduleRow) {
  const [schedule] = await presentSchedules(db, [row]);
  if (schedule === undefined) throw new Error("The schedule was lost while it was presented.");
  return schedule;
}
