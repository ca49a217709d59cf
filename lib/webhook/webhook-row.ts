import { presentActor } from "@/lib/access/actor";
import { type Webhook, type WebhookDelivery, webhookEvent } from "@/lib/contract/webhook";

export interface WebhookRow {
  id: string;
  url: string;
  description: string | null;
  events: string[];
  memory_store_ids: string[];
  created_by_kind: string;
  created_by_id: string;
  created_at: Date;
  disabled_at: Date | null;
}

/** All but the secret. */
export const webhookColumns =
  "id, url, description, events, memory_store_ids, created_by_kind, created_by_id, created_at, disabled_at";

/** The wire object of a webhook. */
export function presentWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    type: "webhook",
    url: row.url,
    description: row.description,
    events: webhookEvent.array().parse(row.events),
    memory_store_ids: row.memory_store_ids,
    created_by: presentActor(row.created_by_kind, row.created_by_id),
    created_at: row.created_at.toISOString(),
    disabled_at: row.disabled_at?.toISOString() ?? null,
  };
}

export interface DeliveryRow {
  webhook_id: string;
  id: string;
  data: { type: string; id: string };
  state: WebhookDelivery["state"];
  attempts: number;
  next_attempt_at: Date | null;
  response_status: number | null;
  error: string | null;
  created_at: Date;
  ended_at: Date | null;
}

/** The wire object of a delivery. */
export function presentDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    type: "webhook_delivery",
    webhook_id: row.webhook_id,
    event: row.data,
    state: row.state,
    attempts: row.attempts,
    next_attempt_at: row.state === "pending" ? (row.next_attempt_at?.toISOString() ?? null) : null,
    response_status: row.response_status,
    error: row.error,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
