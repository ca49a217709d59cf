import { z } from "zod";
import { actor, characters, nullableTimestamp, pageCursor, pageLimit, timestamp } from "./common";
import { webhookEvents } from "./vocabulary";

export const webhookEvent = z.enum(webhookEvents);

const webUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).max(2048);

export const webhook = z
  .object({
    id: z.string(),
    type: z.literal("webhook"),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(webhookEvent),
    /** Empty: every store. Versions of dreams' proposals come only from stores that are named. */
    memory_store_ids: z.array(z.string()),
    created_by: actor.nullable(),
    created_at: timestamp,
    /** Set when the receiver answered 410: it wants no more. */
    disabled_at: nullableTimestamp,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof webhook>;

export const createdWebhook = webhook.extend({ secret: z.string() }).meta({ id: "CreatedWebhook" });

export const createWebhookBody = z.strictObject({
  url: webUrl,
  description: characters(0, 255).nullish(),
  events: z.array(webhookEvent).min(1).max(webhookEvent.options.length),
  memory_store_ids: z.array(z.string()).max(100).nullish(),
});
export type CreateWebhookBody = z.infer<typeof createWebhookBody>;

export const deletedWebhook = z
  .object({ id: z.string(), type: z.literal("webhook_deleted") })
  .meta({ id: "DeletedWebhook" });

export const deliveryState = z.enum(["pending", "delivered", "failed"]);

/** One event on its way to a webhook. `id` is the `webhook-id` that the receiver sees. */
export const webhookDelivery = z
  .object({
    id: z.string(),
    type: z.literal("webhook_delivery"),
    webhook_id: z.string(),
    event: z.looseObject({ type: z.string(), id: z.string() }),
    state: deliveryState,
    attempts: z.number().int(),
    next_attempt_at: nullableTimestamp,
    response_status: z.number().int().nullable(),
    error: z.string().nullable(),
    created_at: timestamp,
    ended_at: nullableTimestamp,
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

export const listWebhooksQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
export const listDeliveriesQuery = listWebhooksQuery.extend({ state: deliveryState.optional() });
