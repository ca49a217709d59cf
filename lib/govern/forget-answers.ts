import type { Queryable } from "@/lib/db/transaction";

/**
 * Drops the kept answers that speak of any of these memories, versions, dreams or sessions. Their keys stay: sending
 * such a request again is refused and writes nothing.
 */
export async function forgetAnswers(db: Queryable, subjectIds: readonly string[]): Promise<void> {
  await db.query(`UPDATE idempotency_key SET ${nothingKept} WHERE subject_ids && $1::text[] AND state = 'answered'`, [
    subjectIds,
  ]);
}

/** The columns of an answer whose text is gone. The request's hash goes too, since a short text can be guessed from it. */
export const nothingKept =
  "state = 'redacted', request_sha256 = NULL, status = NULL, headers = NULL, body = NULL, subject_ids = '{}'";
