import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requireWebhook } from "./require-webhook";

/** Ends a webhook with all that waits for it and its log. Throws PermissionError, NotFoundError. */
export async function deleteWebhook(ctx: Ctx, id: string) {
  return inTransaction(ctx, async (tx) => {
    await requireWebhook(tx, ctx, id);
    await tx.query("DELETE FROM webhook WHERE id = $1", [id]);
    await recordAuditEvent(tx, ctx, { action: "webhook.delete", target: { type: "webhook", id } });
    return { id, type: "webhook_deleted" as const };
  });
}
