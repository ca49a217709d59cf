import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { nextCronTime } from "@/lib/contract/cron";
import type { CreateDreamScheduleBody, DreamSchedule } from "@/lib/contract/dream-schedule";
import { newId } from "@/lib/db/ids";
import { requireDreamModel } from "@/lib/dream/dream-models";
import { requireOpenStore } from "@/lib/memory/require-store";
import { chooseAccount } from "./schedule-account";
import { presentSchedule, type ScheduleRow } from "./schedule-row";

/**
 * Makes a schedule, which acts as a service account that holds nothing its maker does not hold. Throws PermissionError,
 * NotFoundError for a store out of reach, InvalidRequestError for an archived store, a model that is not there or an account
 * that cannot do it.
 */
export async function createSchedule(ctx: Ctx, body: CreateDreamScheduleBody): Promise<DreamSchedule> {
  requirePermission(ctx.actor, "dream:write");
  await requireDreamModel(body.model);
  return inTransaction(ctx, async (tx) => {
    const needs = { memoryStoreId: body.memory_store_id, autoApprove: body.auto_approve ?? null };
    const account = await chooseAccount({ ...ctx, tx }, needs, body.service_account_id ?? null);
    await requireOpenStore(tx, ctx, body.memory_store_id);
    const now = ctx.clock();
    const { rows } = await tx.query<ScheduleRow>(
      `INSERT INTO dream_schedule (id, workspace_id, memory_store_id, service_account_id, owns_service_account, model,
         instructions, cron, timezone, min_new_sessions, session_filter, auto_approve, notify, next_run_at, created_by_kind,
         created_by_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17) RETURNING *`,
      [
        newId("dreamSchedule"),
        ctx.actor.workspaceId,
        body.memory_store_id,
        account.id,
        account.isOwn,
        body.model,
        body.instructions ?? null,
        body.cron,
        body.timezone,
        body.min_new_sessions ?? 1,
        JSON.stringify(body.session_filter ?? {}),
        needs.autoApprove === null ? null : JSON.stringify(needs.autoApprove),
        JSON.stringify(body.notify ?? {}),
        nextCronTime(body.cron, body.timezone, now),
        ctx.actor.kind,
        ctx.actor.id,
        now,
      ],
    );
    const row = rows[0];
    if (row === undefined) throw new Error("The insert returned no row.");
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.create",
      target: { type: "dream_schedule", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { cron: row.cron, timezone: row.timezone, auto_approve: row.auto_approve !== null },
    });
    return presentSchedule(row, null);
  });
}
