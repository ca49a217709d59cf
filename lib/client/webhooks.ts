import type { Webhook, WebhookDelivery } from "@/lib/contract/webhook";
import { listOptions } from "./list-options";

/** Webhooks, never with their secrets. */
export const webhooksOptions = () => listOptions<Webhook>(["webhooks", "list"], "/webhooks", { limit: 100 });

/** What was sent or waits to be sent to one, newest first. */
export const deliveriesOptions = (webhookId: string, state: WebhookDelivery["state"] | null) =>
  listOptions<WebhookDelivery>(["webhooks", "deliveries", webhookId, state], `/webhooks/${webhookId}/deliveries`, {
    state,
    limit: 50,
  });
