import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { nextCronTime } from "@/lib/contract/cron";
import type { DreamSchedule, UpdateDreamScheduleBody } from "@/lib/contract/dream-schedule";
import { requireDreamModel } from "@/lib/dream/dream-models";
import { presentOne } from "./read-runs";
import { lockSchedule } from "./require-schedule";
import { fitAccount } from "./schedule-account";
import type { ScheduleRow } from "./schedule-row";

/**
 * Changes a schedule; what is left out stays. A dream that is under way goes on as it was begun. Throws NotFoundError,
 * PermissionError when the schedule could then do what the caller may not, and InvalidRequestError.
 */
export async function updateSchedule(ctx: Ctx, id: string, body: UpdateDreamScheduleBody): Promise<DreamSchedule> {
  if (body.model !== undefined) await requireDreamModel(body.model);
  return inTransaction(ctx, async (tx) => {
    const before = await lockSchedule(tx, ctx, id);
    const after = merge(before, body);
    await fitAccount({ ...ctx, tx }, before, needsOf(before), needsOf(after));
    const now = ctx.clock();
    const isMoved = after.cron !== before.cron || after.timezone !== before.timezone;
    if (after.pause_reason === null && isMoved) after.next_run_at = nextCronTime(after.cron, after.timezone, now);
    const { rows } = await tx.query<ScheduleRow>(
      `UPDATE dream_schedule SET model = $2, instructions = $3, cron = $4, timezone = $5, min_new_sessions = $6,
         session_filter = $7, auto_approve = $8, notify = $9, next_run_at = $10, updated_at = $11
       WHERE id = $1 RETURNING *`,
      [
        id,
        after.model,
        after.instructions,
        after.cron,
        after.timezone,
        after.min_new_sessions,
        JSON.stringify(after.session_filter),
        after.auto_approve === null ? null : JSON.stringify(after.auto_approve),
        JSON.stringify(after.notify),
        after.next_run_at,
        now,
      ],
    );
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.update",
      target: { type: "dream_schedule", id },
      memoryStoreId: before.memory_store_id,
      details: { changed: Object.keys(body), auto_approve: after.auto_approve !== null },
    });
    return presentOne(tx, rows[0] ?? after);
  });
}

function needsOf(row: ScheduleRow) {
  return { memoryStoreId: row.memory_store_id, autoApprove: row.auto_approve };
}

function merge(before: ScheduleRow, body: UpdateDreamScheduleBody): ScheduleRow {
  const pick = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  return {
    ...before,
    model: body.model ?? before.model,
    instructions: pick(body.instructions, before.instructions),
    cron: body.cron ?? before.cron,
    timezone: body.timezone ?? before.timezone,
    min_new_sessions: pick(body.min_new_sessions, before.min_new_sessions) ?? 1,
    session_filter: pick(body.session_filter, before.session_filter) ?? {},
    auto_approve: pick(body.auto_approve, before.auto_approve),
    notify: pick(body.notify, before.notify) ?? {},
  };
}
