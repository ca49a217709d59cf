import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { WebhookDelivery } from "@/lib/contract/webhook";
import { newId } from "@/lib/db/ids";
import { requireWebhook } from "./require-webhook";
import { type DeliveryRow, presentDelivery } from "./webhook-row";

/** Queues an event of the type `webhook.test`, which the worker sends as any other. Throws PermissionError, NotFoundError. */
export async function testWebhook(ctx: Ctx, id: string): Promise<WebhookDelivery> {
  return inTransaction(ctx, async (tx) => {
    await requireWebhook(tx, ctx, id);
    const workspaceId = ctx.actor.workspaceId;
    const data = { type: "webhook.test", id, organization_id: workspaceId, workspace_id: workspaceId };
    const { rows } = await tx.query<DeliveryRow>(
      `INSERT INTO webhook_delivery (webhook_id, id, event_type, data, occurred_at, state, next_attempt_at, created_at)
       VALUES ($1, $2, 'webhook.test', $3, $4, 'pending', $4, $4) RETURNING *`,
      [id, newId("webhookEvent"), JSON.stringify(data), ctx.clock()],
    );
    const row = rows[0];
    if (row === undefined) throw new Error("The insert returned no row.");
    await recordAuditEvent(tx, ctx, { action: "webhook.test", target: { type: "webhook", id } });
    return presentDelivery(row);
  });
}
