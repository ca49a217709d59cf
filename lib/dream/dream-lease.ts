import type { DreamProgress } from "@/lib/contract/dream";
import type { Queryable, Tx } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import type { DreamRow } from "./dream-row";

/** Attempts after which a dream that keeps dying is given up. */
export const attemptsLimit = 3;

/** A dream whose worker has not been heard of for this long is taken over. */
export const leaseSeconds = 15;

/**
 * Takes the dream for a new attempt, unless it ended or another worker is at it. The attempt's number fences off an
 * earlier attempt that is still alive somewhere: all its writes to the dream will miss.
 */
export async function claimDream(db: Queryable, dreamId: string, now: Date): Promise<DreamRow | null> {
  const { rows } = await db.query<DreamRow>(
    `UPDATE dream SET status = 'running', attempts = attempts + 1, heartbeat_at = now(), started_at = coalesce(started_at, $2)
     WHERE id = $1 AND status IN ('pending', 'running')
       AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $3))
     RETURNING *`,
    [dreamId, now, leaseSeconds],
  );
  return rows[0] ?? null;
}

export type LeaseState = "held" | "canceled" | "lost";

/** Says that this attempt lives, and writes its progress where there is news. */
export async function renewLease(
  db: Queryable,
  attempt: { id: string; attempts: number },
  progress: DreamProgress | null,
): Promise<LeaseState> {
  const { rows } = await db.query<{ status: string }>(
    `UPDATE dream SET heartbeat_at = now(), progress = coalesce($3, progress)
     WHERE id = $1 AND attempts = $2 AND (status = 'running' OR holds_store) RETURNING status`,
    [attempt.id, attempt.attempts, progress === null ? null : JSON.stringify(progress)],
  );
  if (rows[0]?.status === "running") return "held";
  if (rows[0] !== undefined) return "canceled";
  const { rows: now } = await db.query<{ status: string }>("SELECT status FROM dream WHERE id = $1 AND attempts = $2", [
    attempt.id,
    attempt.attempts,
  ]);
  return now[0]?.status === "canceled" ? "canceled" : "lost";
}

/** Hands the dream back unfinished: the next worker may take it at once, and this attempt does not count. */
export async function handBackDream(db: Queryable, attempt: { id: string; attempts: number }): Promise<void> {
  await db.query(
    "UPDATE dream SET heartbeat_at = NULL, handed_back = handed_back + 1 WHERE id = $1 AND attempts = $2 AND status = 'running'",
    [attempt.id, attempt.attempts],
  );
}

/** Ends the hold on the input store: the last write of an attempt to the input store is done, whatever the outcome. */
export async function releaseHold(db: Queryable, attempt: { id: string; attempts: number }): Promise<void> {
  await db.query(
    "UPDATE dream SET holds_store = false WHERE id = $1 AND attempts = $2 AND holds_store AND status NOT IN ('pending', 'running')",
    [attempt.id, attempt.attempts],
  );
}

/** Locks the dream for the rest of the transaction. Throws DreamInterrupted when it is not this attempt's any more. */
export async function requireAttempt(tx: Tx, attempt: { id: string; attempts: number }): Promise<void> {
  const { rows } = await tx.query<{ status: string; attempts: number }>(
    "SELECT status, attempts FROM dream WHERE id = $1 FOR UPDATE",
    [attempt.id],
  );
  const now = rows[0];
  if (now === undefined || now.attempts !== attempt.attempts) throw new DreamInterrupted("lost");
  if (now.status !== "running") throw new DreamInterrupted(now.status === "canceled" ? "canceled" : "lost");
}
