import type { Ctx } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type WebhookRow, webhookColumns } from "./webhook-row";

/** A webhook of the workspace. Throws PermissionError, NotFoundError. */
export async function requireWebhook(db: Queryable, ctx: Ctx, id: string): Promise<WebhookRow> {
  requirePermission(ctx.actor, "admin");
  const { rows } = await db.query<WebhookRow>(
    `SELECT ${webhookColumns} FROM webhook WHERE id = $1 AND workspace_id = $2`,
    [id, ctx.actor.workspaceId],
  );
  if (rows[0] === undefined) throw new NotFoundError("webhook", id);
  return rows[0];
}
