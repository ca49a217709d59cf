import type { Queryable } from "@/lib/db/transaction";

export const answerLifeHours = 24;
const rowsPerTurn = 5_000;

/** Forgets the answers that were kept for an Idempotency-Key longer than a day, a bounded number at a time. */
export async function dropExpiredAnswers(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM idempotency_key WHERE created_at < $1::timestamptz - make_interval(hours => $2)
       ORDER BY created_at LIMIT ${rowsPerTurn} FOR UPDATE SKIP LOCKED))`,
    [now, answerLifeHours],
  );
}
