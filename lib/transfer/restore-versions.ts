import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import type { MergeOutcome } from "./merge-files";
import { requireDistinctPaths } from "./require-distinct-paths";

/**
 * Puts the gathered versions into an empty store just as their source had them: authors, times, ids, redactions. The
 * transaction holds the store's lock. Where the source is still here, each version is its copy, so that redaction there
 * reaches it here. Throws InvalidRequestError for versions that do not make a history.
 */
export async function restoreVersions(
  tx: Tx,
  input: { memoryStoreId: string; sourceStoreId: string | null; dryRun: boolean },
): Promise<MergeOutcome> {
  await requireHistory(tx);
  const versions = await countRows(tx);
  if (!input.dryRun) await insertVersions(tx, input.memoryStoreId, input.sourceStoreId);
  // From here on only the heads are looked at. One that is redacted stood there at a past moment: it is no live memory.
  await tx.query(
    `CREATE TEMPORARY TABLE import_life ON COMMIT DROP AS
     SELECT version->>'memory_id' AS memory_id, min((version->>'created_at')::timestamptz) AS created_at
     FROM import_file GROUP BY 1`,
  );
  await tx.query(
    `DELETE FROM import_file f USING (
       SELECT position, row_number() OVER (PARTITION BY version->>'memory_id' ORDER BY (version->>'sequence')::int DESC) AS age
       FROM import_file
     ) aged WHERE aged.position = f.position AND (aged.age > 1 OR f.content IS NULL)`,
  );
  await requireDistinctPaths(tx);
  const created = await countRows(tx);
  if (!input.dryRun) await insertHeads(tx, input.memoryStoreId);
  return { created, updated: 0, unchanged: 0, versions, skipped: [], skippedCount: 0 };
}

async function countRows(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>("SELECT count(*) FROM import_file");
  return rows[0]?.count ?? 0;
}

/** Ids are single, and within a memory later numbers have later times. */
async function requireHistory(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "SELECT version->>'id' AS id FROM import_file GROUP BY 1 HAVING count(*) > 1 LIMIT 1",
  );
  if (rows[0] !== undefined) throw new InvalidRequestError(`Two versions have the id ${rows[0].id}.`);
  const disordered = await tx.query<{ memory_id: string }>(
    `SELECT memory_id FROM (
       SELECT version->>'memory_id' AS memory_id, (version->>'sequence')::int AS sequence,
         (version->>'created_at')::timestamptz(3) AS created_at,
         lag((version->>'sequence')::int) OVER earlier AS sequence_before,
         lag((version->>'created_at')::timestamptz(3)) OVER earlier AS created_before
       FROM import_file WINDOW earlier AS (PARTITION BY version->>'memory_id' ORDER BY (version->>'sequence')::int)
     ) chain WHERE sequence <= sequence_before OR created_at <= created_before LIMIT 1`,
  );
  const memoryId = disordered.rows[0]?.memory_id;
  if (memoryId !== undefined) {
    throw new InvalidRequestError(`The versions of the memory ${memoryId} are not in the order of their times.`);
  }
}

async function insertVersions(tx: Tx, memoryStoreId: string, sourceStoreId: string | null): Promise<void> {
  await tx.query(
    `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
       content_size_bytes, created_at, author_kind, author_id, via, reason, as_of, dream_id, change_id, event_id,
       origin_memory_store_id, origin_memory_version_id, origin, redacted_at, redacted_by_kind, redacted_by_id,
       redaction_reason)
     SELECT $1, v.id, v.memory_id, v.sequence, v.operation, f.path, f.content, f.content_sha256, f.content_size_bytes,
       v.created_at, ${kindOf("v.created_by")}, ${idOf("v.created_by")}, v.via, v.reason, v.as_of, v.dream_id, v.change_id,
       v.event_id, coalesce(v.copy_of->>'memory_store_id', twin.memory_store_id), coalesce(v.copy_of->>'memory_version_id', twin.id), nullif(v.origin, 'null'),
       v.redacted_at, ${kindOf("v.redacted_by")}, ${idOf("v.redacted_by")}, v.redaction_reason
     FROM import_file f CROSS JOIN LATERAL jsonb_to_record(f.version) AS v (id text, memory_id text, sequence int,
       operation text, created_at timestamptz, created_by jsonb, via text, reason text, as_of timestamptz, dream_id text,
       change_id text, event_id text, copy_of jsonb, origin jsonb, redacted_at timestamptz, redacted_by jsonb,
       redaction_reason text)
     LEFT JOIN memory_version twin ON twin.memory_store_id = $2 AND twin.id = v.id`,
    [memoryStoreId, sourceStoreId],
  );
}

/** The wire says api_actor where the row says api_key. */
const kindOf = (actor: string) => `CASE ${actor}->>'type' WHEN 'api_actor' THEN 'api_key'
  ELSE replace(${actor}->>'type', '_actor', '') END`;

const idOf = (actor: string) =>
  `coalesce(${["api_key", "session", "user", "service_account"].map((kind) => `${actor}->>'${kind}_id'`).join(", ")})`;

async function insertHeads(tx: Tx, memoryStoreId: string): Promise<void> {
  await tx.query(
    `INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
       created_at, updated_at)
     SELECT $1, life.memory_id, f.path, f.version->>'id', f.content_sha256, f.content_size_bytes,
       (f.version->>'sequence')::int, life.created_at, (f.version->>'created_at')::timestamptz
     FROM import_file f JOIN import_life life ON life.memory_id = f.version->>'memory_id'`,
    [memoryStoreId],
  );
}
