import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { presentWebhook, type WebhookRow, webhookColumns } from "./webhook-row";

const order = "webhooks:desc";

/** The workspace's webhooks, newest first. Throws PermissionError. */
export async function listWebhooks(ctx: Ctx, input: { limit: number; page?: string | undefined }) {
  requirePermission(ctx.actor, "admin");
  const after = decodeCursor(input.page, order, 2);
  const { rows } = await readerOf(ctx).query<WebhookRow>(
    `SELECT ${webhookColumns} FROM webhook
     WHERE workspace_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [ctx.actor.workspaceId, after === null ? null : cursorTime(after[0]), after?.[1], input.limit + 1],
  );
  const page = toPage(rows, input.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentWebhook), next_page: page.next_page };
}
