import type pg from "pg";
import type { Logger } from "@/lib/observe/logger";
import { collectDeliveries } from "./collect-deliveries";
import { findDueWebhooks, sendDeliveries } from "./send-deliveries";

const logKeptDays = 30;
const rowsPerTurn = 5_000;

export interface WebhookCourier {
  /** Makes deliveries of what happened and begins to send what is due. */
  turn: () => Promise<void>;
  /** Waits until what was begun has ended. */
  settled: () => Promise<void>;
}

/** Delivers to webhooks until `stopping` aborts. Each is served by itself: a slow receiver holds up nobody else. */
export function hireWebhookCourier(
  pool: pg.Pool,
  log: Logger,
  stopping: AbortSignal,
  clock: () => Date = () => new Date(),
): WebhookCourier {
  const busy = new Map<string, Promise<void>>();
  return {
    turn: async () => {
      await collectDeliveries(pool, clock);
      for (const webhookId of await findDueWebhooks(pool, clock())) {
        if (busy.has(webhookId) || stopping.aborted) continue;
        const work = sendDeliveries(pool, webhookId, clock, stopping)
          .catch((error: unknown) => {
            log.error(
              { webhookId, name: error instanceof Error ? error.name : typeof error },
              "a webhook cannot be served",
            );
          })
          .finally(() => busy.delete(webhookId));
        busy.set(webhookId, work);
      }
      await dropOldLog(pool, clock());
    },
    settled: async () => {
      while (busy.size > 0) await Promise.all(busy.values());
    },
  };
}

async function dropOldLog(pool: pg.Pool, now: Date): Promise<void> {
  await pool.query(
    `DELETE FROM webhook_delivery WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM webhook_delivery WHERE ended_at < $1::timestamptz - make_interval(days => ${logKeptDays})
       ORDER BY ended_at LIMIT ${rowsPerTurn} FOR UPDATE SKIP LOCKED))`,
    [now],
  );
}
