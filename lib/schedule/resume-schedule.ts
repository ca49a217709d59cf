import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { nextCronTime } from "@/lib/contract/cron";
import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { ConflictError } from "@/lib/errors/conflict-error";
import { findObstacle } from "./find-obstacle";
import { presentOne } from "./read-runs";
import { lockSchedule } from "./require-schedule";
import type { ScheduleRow } from "./schedule-row";

const words = {
  store_archived: "The memory store is archived, so the schedule cannot run.",
  store_deleted: "The memory store was deleted, so the schedule cannot run. Delete the schedule.",
  service_account_archived: "The schedule's service account was archived. Make a new schedule.",
};

/**
 * Lets a paused schedule run again from its next time on; an active one is answered unchanged. Throws NotFoundError,
 * PermissionError, and ConflictError while what stopped it still stands.
 */
export async function resumeSchedule(ctx: Ctx, id: string): Promise<DreamSchedule> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockSchedule(tx, ctx, id);
    if (row.pause_reason === null) return presentOne(tx, row);
    const obstacle = await findObstacle(tx, row);
    if (obstacle.kind === "obstacle") throw new ConflictError(words[obstacle.reason]);
    const now = ctx.clock();
    const { rows } = await tx.query<ScheduleRow>(
      "UPDATE dream_schedule SET pause_reason = NULL, next_run_at = $2, updated_at = $3 WHERE id = $1 RETURNING *",
      [id, nextCronTime(row.cron, row.timezone, now), now],
    );
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.resume",
      target: { type: "dream_schedule", id },
      memoryStoreId: row.memory_store_id,
    });
    return presentOne(tx, rows[0] ?? row);
  });
}
