import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockSchedule } from "./require-schedule";

/**
 * Ends a schedule with the record of its runs, and the account that was made for it. Its dreams stay; one that is under way
 * goes on and waits for a person. Throws NotFoundError, PermissionError.
 */
export async function deleteSchedule(ctx: Ctx, id: string) {
  return inTransaction(ctx, async (tx) => {
    const row = await lockSchedule(tx, ctx, id);
    await tx.query("DELETE FROM dream_schedule WHERE id = $1", [id]);
    if (row.owns_service_account) {
      await tx.query("UPDATE service_account SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL", [
        row.service_account_id,
        ctx.clock(),
      ]);
    }
    await recordAuditEvent(tx, ctx, {
      action: "dream_schedule.delete",
      target: { type: "dream_schedule", id },
      memoryStoreId: row.memory_store_id,
      details: { archived_service_account: row.owns_service_account ? row.service_account_id : null },
    });
    return { id, type: "dream_schedule_deleted" as const };
  });
}
