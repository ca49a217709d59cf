import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DreamScheduleRun } from "@/lib/contract/dream-schedule";
import { publishDream } from "@/lib/dream/dream-topic";
import { ConflictError } from "@/lib/errors/conflict-error";
import { beginRun } from "./begin-run";
import { presentRuns } from "./read-runs";
import { lockSchedule } from "./require-schedule";

/**
 * Begins a run at once, paused or not, if there is one new session at least; when it ran by itself next stays as it was.
 * The run says what came of it. Throws NotFoundError, PermissionError, and ConflictError while a dream of the schedule
 * is under way.
 */
export async function runScheduleNow(ctx: Ctx, id: string): Promise<DreamScheduleRun> {
  const run = await inTransaction(ctx, async (tx) => {
    const schedule = await lockSchedule(tx, ctx, id);
    const row = await beginRun(tx, ctx, schedule, { scheduledFor: null, missedSince: null });
    if (row.reason === "still_dreaming") throw new ConflictError("A dream of this schedule is still under way.");
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.run_now",
      target: { type: "dream_schedule", id },
      memoryStoreId: schedule.memory_store_id,
      details: { run_id: row.id, state: row.state, reason: row.reason },
    });
    const [presented] = await presentRuns(tx, [row]);
    if (presented === undefined) throw new Error("The run was lost while it was presented.");
    return presented;
  });
  if (run.dream_id !== null) publishDream(run.dream_id);
  return run;
}
