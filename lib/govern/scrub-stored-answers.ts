import type { Scrubber } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";

type Redacted = Parameters<Scrubber>[1];

const mask = "[redacted]";
/** The hash of no text, in the form that clients expect. */
const noSha256 = "0".repeat(64);
/** Routes whose answers consist of memories and versions, which can be masked one by one. */
const memoryRoute = /^[A-Z]+ \/v1\/memory_stores\/[^/]+\/(memories(\/batch|\/[^/]+)?|memory_versions\/[^/]+\/redact)$/;

/** An answer whose text is gone. The request's hash goes too, since a short text can be guessed from it. */
const nothingKept =
  "state = 'redacted', request_sha256 = NULL, status = NULL, headers = NULL, body = NULL, subject_ids = '{}'";

/**
 * Takes redacted text out of the answers that are kept for an Idempotency-Key: memories and versions in them are masked,
 * and answers of any other form, errors too, are dropped rather than searched.
 */
export const scrubStoredAnswers: Scrubber = async (tx, redacted) => {
  await dropAnswersOfDreams(tx, redacted);
  const erased = new Set(redacted.memoryVersionIds);
  const { rows } = await tx.query<{ place: string; route: string; status: number; body: string }>(
    `SELECT ctid::text AS place, route, status, body FROM idempotency_key
     WHERE state = 'answered' AND subject_ids && ($1::text[] || ARRAY(
       SELECT DISTINCT memory_id FROM memory_version WHERE memory_store_id = $2 AND id = ANY($1::text[])))
     FOR UPDATE`,
    [redacted.memoryVersionIds, redacted.memoryStoreId],
  );
  for (const { place, route, status, body } of rows) {
    if (status >= 400 || !memoryRoute.test(route)) {
      await tx.query(`UPDATE idempotency_key SET ${nothingKept} WHERE ctid = $1::tid`, [place]);
      continue;
    }
    const masked = JSON.stringify(maskErased(JSON.parse(body), erased));
    if (masked === body) continue;
    await tx.query("UPDATE idempotency_key SET body = $2, request_sha256 = NULL WHERE ctid = $1::tid", [place, masked]);
  }
};

/** What dreams answer quotes texts without naming where each comes from. */
async function dropAnswersOfDreams(tx: Tx, { memoryStoreId }: Redacted): Promise<void> {
  await tx.query(
    `UPDATE idempotency_key SET ${nothingKept}
     WHERE state = 'answered' AND route LIKE '% /v1/dreams%'
       AND workspace_id = (SELECT workspace_id FROM memory_store WHERE id = $1)`,
    [memoryStoreId],
  );
}

function maskErased(value: unknown, erased: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => maskErased(item, erased));
  if (typeof value !== "object" || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskErased(item, erased)]));
  if (own.type === "memory" && erased.has(String(own.memory_version_id))) {
    return { ...own, path: mask, content: null, content_sha256: noSha256, content_size_bytes: 0 };
  }
  if (own.type === "memory_version" && erased.has(String(own.id))) {
    const reverie = typeof own.reverie === "object" ? { ...own.reverie, reason: null } : own.reverie;
    return { ...own, path: null, content: null, content_sha256: null, content_size_bytes: null, reverie };
  }
  return own;
}
