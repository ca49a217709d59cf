import type pg from "pg";
import { Webhook } from "standardwebhooks";
import { type PostOutcome, postEvent } from "./post-event";

interface DueDelivery {
  id: string;
  data: unknown;
  occurred_at: Date;
  attempts: number;
  url: string;
  secret: string;
}

const atOnce = 5;
/** While one process sends, no other does; longer than a try may take. */
const leaseSeconds = 60;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Pauses after failed tries; eight tries in about a day. */
const retryPausesMs = [5 * second, minute, 10 * minute, hour, 3 * hour, 8 * hour, 12 * hour];
const gone = 410;

/** The webhooks that have something to be sent now. */
export async function findDueWebhooks(pool: pg.Pool, now: Date): Promise<string[]> {
  const { rows } = await pool.query<{ webhook_id: string }>(
    `SELECT DISTINCT d.webhook_id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id AND w.disabled_at IS NULL
     WHERE d.state = 'pending' AND d.next_attempt_at <= $1`,
    [now],
  );
  return rows.map((row) => row.webhook_id);
}

/**
 * Sends what is due to one webhook, a few at a time, until nothing is left or `stopping` aborts. A try that was stopped
 * does not count. A receiver that answers 410 gets nothing more.
 */
export async function sendDeliveries(
  pool: pg.Pool,
  webhookId: string,
  clock: () => Date,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const due = await claim(pool, webhookId, clock());
    if (due.length === 0) return;
    await Promise.all(
      due.map(async (delivery) => {
        const outcome = await post(delivery, clock(), stopping);
        await settle(pool, webhookId, delivery, outcome, clock());
      }),
    );
  }
}

async function claim(pool: pg.Pool, webhookId: string, now: Date): Promise<DueDelivery[]> {
  const { rows } = await pool.query<DueDelivery>(
    // A subquery in the condition could be run once for each row, and then take more than a few.
    `WITH due AS MATERIALIZED (
       SELECT id FROM webhook_delivery WHERE webhook_id = $1 AND state = 'pending' AND next_attempt_at <= $2
       ORDER BY occurred_at, id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
     UPDATE webhook_delivery AS d SET attempts = d.attempts + 1, next_attempt_at = $2::timestamptz + make_interval(secs => $3)
     FROM webhook w, due
     WHERE w.id = $1 AND w.disabled_at IS NULL AND d.webhook_id = w.id AND d.id = due.id
     RETURNING d.id, d.data, d.occurred_at, d.attempts, w.url, w.secret`,
    [webhookId, now, leaseSeconds],
  );
  return rows;
}

function post(delivery: DueDelivery, now: Date, stopping: AbortSignal): Promise<PostOutcome> {
  const created_at = delivery.occurred_at.toISOString();
  const body = JSON.stringify({ type: "event", id: delivery.id, created_at, data: delivery.data });
  const headers = {
    "content-type": "application/json",
    "user-agent": "Reverie-Webhook/1",
    "webhook-id": delivery.id,
    "webhook-timestamp": String(Math.floor(now.getTime() / second)),
    "webhook-signature": new Webhook(delivery.secret).sign(delivery.id, now, body),
  };
  return postEvent({ url: delivery.url, headers, body }, stopping);
}

async function settle(
  pool: pg.Pool,
  webhookId: string,
  delivery: DueDelivery,
  outcome: PostOutcome,
  now: Date,
): Promise<void> {
  const set = (columns: string, ...values: unknown[]) =>
    pool.query(`UPDATE webhook_delivery SET ${columns} WHERE webhook_id = $1 AND id = $2`, [
      webhookId,
      delivery.id,
      ...values,
    ]);
  if (outcome.kind === "stopped") {
    await set("attempts = attempts - 1, next_attempt_at = $3", now);
    return;
  }
  const status = outcome.kind === "answered" ? outcome.status : null;
  const error = outcome.kind === "failed" ? outcome.error : null;
  if (status !== null && status >= 200 && status < 300) {
    await set("state = 'delivered', response_status = $3, error = NULL, ended_at = $4", status, now);
    return;
  }
  const pauseMs = retryPausesMs[delivery.attempts - 1];
  if (status === gone || pauseMs === undefined) {
    await set("state = 'failed', response_status = $3, error = $4, ended_at = $5", status, error, now);
  } else {
    await set("response_status = $3, error = $4, next_attempt_at = $5", status, error, withJitter(now, pauseMs));
  }
  if (status === gone) {
    await pool.query("UPDATE webhook SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL", [webhookId, now]);
  }
}

/** A tenth more or less, so that what failed together does not come back together. */
function withJitter(now: Date, pauseMs: number): Date {
  return new Date(now.getTime() + pauseMs * (0.9 + Math.random() * 0.2));
}
