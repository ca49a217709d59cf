import type { WebhookDelivery } from "@/lib/contract/webhook";

type Delivery = Pick<WebhookDelivery, "state" | "attempts" | "response_status" | "error">;

/** "answered 200 at the 2nd try": what became of a delivery. */
export function deliveryWords({ state, attempts, response_status, error }: Delivery): string {
  const answer = response_status === null ? (error ?? "no answer") : `answered ${response_status}`;
  if (state === "delivered") return attempts > 1 ? `${answer} at try ${attempts}` : answer;
  if (state === "failed") return `${answer}; given up after ${attempts} ${attempts === 1 ? "try" : "tries"}`;
  return attempts === 0 ? "waits to be sent" : `${answer} at try ${attempts}`;
}
