import { randomBytes } from "node:crypto";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { CreateWebhookBody, Webhook } from "@/lib/contract/webhook";
import { newId } from "@/lib/db/ids";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { refusePrivateHost } from "./refuse-private-host";
import { presentWebhook, type WebhookRow, webhookColumns } from "./webhook-row";

/**
 * Makes a webhook for what happens from now on; its secret is in this answer and nowhere else. Throws PermissionError,
 * NotFoundError for an unknown store, and InvalidRequestError for an address that leads into a private network.
 */
export async function createWebhook(ctx: Ctx, body: CreateWebhookBody): Promise<Webhook & { secret: string }> {
  requirePermission(ctx.actor, "admin");
  refusePrivateHost(new URL(body.url));
  const storeIds = [...new Set(body.memory_store_ids ?? [])];
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return inTransaction(ctx, async (tx) => {
    const known = await tx.query<{ id: string }>(
      "SELECT id FROM memory_store WHERE workspace_id = $1 AND id = ANY($2)",
      [ctx.actor.workspaceId, storeIds],
    );
    const missing = storeIds.find((id) => !known.rows.some((row) => row.id === id));
    if (missing !== undefined) throw new NotFoundError("memory store", missing);
    const { rows } = await tx.query<WebhookRow>(
      `INSERT INTO webhook (id, workspace_id, url, description, events, memory_store_ids, secret, created_by_kind,
         created_by_id, created_at, followed_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
         pg_snapshot_xmin(pg_current_snapshot())) RETURNING ${webhookColumns}`,
      [
        newId("webhook"),
        ctx.actor.workspaceId,
        body.url,
        body.description ?? null,
        [...new Set(body.events)],
        storeIds,
        secret,
        ctx.actor.kind,
        ctx.actor.id,
        ctx.clock(),
      ],
    );
    const row = rows[0];
    if (row === undefined) throw new Error("The insert returned no row.");
    await recordAuditEvent(tx, ctx, {
      action: "webhook.create",
      target: { type: "webhook", id: row.id },
      details: { events: row.events },
    });
    return { ...presentWebhook(row), secret };
  });
}
