import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { presentOne } from "./read-runs";
import { lockSchedule } from "./require-schedule";
import type { ScheduleRow } from "./schedule-row";

/** Stops a schedule until it is resumed; a paused one is answered unchanged. Throws NotFoundError, PermissionError. */
export async function pauseSchedule(ctx: Ctx, id: string): Promise<DreamSchedule> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockSchedule(tx, ctx, id);
    if (row.pause_reason !== null) return presentOne(tx, row);
    const { rows } = await tx.query<ScheduleRow>(
      `UPDATE dream_schedule SET pause_reason = 'requested', next_run_at = NULL, updated_at = $2
       WHERE id = $1 RETURNING *`,
      [id, ctx.clock()],
    );
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.pause",
      target: { type: "dream_schedule", id },
      memoryStoreId: row.memory_store_id,
      details: { reason: "requested" },
    });
    return presentOne(tx, rows[0] ?? row);
  });
}
