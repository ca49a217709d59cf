import { type Ctx, readerOf } from "@/lib/access/context";
import type { WebhookDelivery } from "@/lib/contract/webhook";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { requireWebhook } from "./require-webhook";
import { type DeliveryRow, presentDelivery } from "./webhook-row";

const order = "webhook_deliveries:desc";

/** What was sent or waits to be sent to a webhook, newest first. Throws PermissionError, NotFoundError. */
export async function listDeliveries(
  ctx: Ctx,
  webhookId: string,
  input: { state?: WebhookDelivery["state"] | undefined; limit: number; page?: string | undefined },
) {
  const reader = readerOf(ctx);
  await requireWebhook(reader, ctx, webhookId);
  const after = decodeCursor(input.page, order, 2);
  const { rows } = await reader.query<DeliveryRow>(
    `SELECT * FROM webhook_delivery
     WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [webhookId, input.state, after === null ? null : cursorTime(after[0]), after?.[1], input.limit + 1],
  );
  const page = toPage(rows, input.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentDelivery), next_page: page.next_page };
}
