import type { Ctx } from "@/lib/access/context";
import type { OnConflict } from "@/lib/contract/transfer";
import type { Tx } from "@/lib/db/transaction";
import { MemoryPathConflictError } from "@/lib/errors/memory-path-conflict-error";
import { requireDistinctPaths } from "./require-distinct-paths";

export interface MergeOutcome {
  created: number;
  updated: number;
  unchanged: number;
  versions: number;
  skipped: { path: string; reason: string }[];
  skippedCount: number;
}

const skippedShown = 100;

/**
 * Writes the gathered files into the store as the importer's, each as one version. The transaction holds the store's lock.
 * Throws MemoryPathConflictError for the first file that may not be written, InvalidRequestError for files that cannot
 * stand beside each other.
 */
export async function mergeFiles(
  tx: Tx,
  ctx: Ctx,
  input: { memoryStoreId: string; onConflict: OnConflict; dryRun: boolean },
): Promise<MergeOutcome> {
  await keepHeads(tx);
  await requireDistinctPaths(tx);
  const skipped = await settleConflicts(tx, input);
  const { rows } = await tx.query<{ unchanged: number; updated: number; created: number }>(
    `SELECT count(*) FILTER (WHERE m.content_sha256 = f.content_sha256) AS unchanged,
       count(*) FILTER (WHERE m.content_sha256 <> f.content_sha256) AS updated,
       count(*) FILTER (WHERE m.id IS NULL) AS created
     FROM import_file f LEFT JOIN memory m ON m.memory_store_id = $1 AND m.path = f.path`,
    [input.memoryStoreId],
  );
  const counts = rows[0] ?? { unchanged: 0, updated: 0, created: 0 };
  if (!input.dryRun) await writeFiles(tx, ctx, input.memoryStoreId);
  return {
    ...counts,
    versions: counts.created + counts.updated,
    skipped: skipped.slice(0, skippedShown),
    skippedCount: skipped.length,
  };
}

/** Of an export with many versions, the last text of each memory that was not deleted. */
async function keepHeads(tx: Tx): Promise<void> {
  await tx.query(
    `DELETE FROM import_file f USING (
       SELECT position, row_number() OVER (PARTITION BY version->>'memory_id' ORDER BY (version->>'sequence')::int DESC) AS age
       FROM import_file WHERE version IS NOT NULL
     ) aged
     WHERE aged.position = f.position AND (aged.age > 1 OR f.content IS NULL)`,
  );
}

interface Blocked {
  position: number;
  path: string;
  blocking_path: string;
  blocking_id: string;
  is_same_path: boolean;
}

/** Takes away the files that may not be written, or throws for the first of them. */
async function settleConflicts(
  tx: Tx,
  input: { memoryStoreId: string; onConflict: OnConflict },
): Promise<{ path: string; reason: string }[]> {
  const { rows } = await tx.query<Blocked>(
    `SELECT DISTINCT ON (path) * FROM (
       SELECT f.position, f.path, m.path AS blocking_path, m.id AS blocking_id, true AS is_same_path
       FROM import_file f JOIN memory m ON m.memory_store_id = $1 AND m.path = f.path
       WHERE $2 AND m.content_sha256 <> f.content_sha256
       UNION ALL
       SELECT f.position, f.path, m.path, m.id, false
       FROM memory m JOIN import_file f ON f.path > m.path || '/' AND f.path < m.path || '0'
       WHERE m.memory_store_id = $1
       UNION ALL
       SELECT f.position, f.path, below.path, below.id, false
       FROM import_file f CROSS JOIN LATERAL (
         SELECT m.id, m.path FROM memory m
         WHERE m.memory_store_id = $1 AND m.path > f.path || '/' AND m.path < f.path || '0' ORDER BY m.path LIMIT 1
       ) below
     ) blocked ORDER BY path, blocking_path`,
    [input.memoryStoreId, input.onConflict !== "overwrite"],
  );
  const first = rows[0];
  if (first === undefined) return [];
  if (input.onConflict !== "skip") {
    throw new MemoryPathConflictError({ path: first.blocking_path, memoryId: first.blocking_id });
  }
  await tx.query("DELETE FROM import_file WHERE position = ANY($1)", [rows.map((row) => row.position)]);
  return rows.map((row) => ({
    path: row.path,
    reason: row.is_same_path
      ? "The memory at this path holds another text."
      : `The memory at ${row.blocking_path} stands above or below this path.`,
  }));
}

async function writeFiles(tx: Tx, ctx: Ctx, memoryStoreId: string): Promise<void> {
  const now = ctx.clock();
  const insertVersion = `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content,
    content_sha256, content_size_bytes, created_at, author_kind, author_id, via, reason, as_of, origin)`;
  // The older of two texts first, so that what counts as new is not what was just written.
  await tx.query(
    `${insertVersion}
     SELECT $1, f.memory_version_id, m.id, m.sequence + 1, 'modified', f.path, f.content, f.content_sha256,
       f.content_size_bytes, greatest($2::timestamptz, m.updated_at + interval '1 ms'), $3::text, $4::text, $5::text, $6::text, coalesce($7, f.as_of), f.origin
     FROM import_file f JOIN memory m ON m.memory_store_id = $1 AND m.path = f.path
     WHERE m.content_sha256 <> f.content_sha256`,
    [memoryStoreId, now, ctx.actor.kind, ctx.actor.id, "import", ctx.reason, ctx.asOf],
  );
  await tx.query(
    `${insertVersion}
     SELECT $1, f.memory_version_id, f.memory_id, 1, 'created', f.path, f.content, f.content_sha256, f.content_size_bytes,
       $2::timestamptz, $3::text, $4::text, $5::text, $6::text, coalesce($7, f.as_of), f.origin
     FROM import_file f
     WHERE NOT EXISTS (SELECT FROM memory m WHERE m.memory_store_id = $1 AND m.path = f.path)
     ORDER BY f.path`,
    [memoryStoreId, now, ctx.actor.kind, ctx.actor.id, "import", ctx.reason, ctx.asOf],
  );
  await tx.query(
    `UPDATE memory m SET memory_version_id = f.memory_version_id, content_sha256 = f.content_sha256,
       content_size_bytes = f.content_size_bytes, sequence = m.sequence + 1,
       updated_at = greatest($2::timestamptz, m.updated_at + interval '1 ms')
     FROM import_file f WHERE m.memory_store_id = $1 AND m.path = f.path AND m.content_sha256 <> f.content_sha256`,
    [memoryStoreId, now],
  );
  await tx.query(
    `INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
       created_at, updated_at)
     SELECT $1, f.memory_id, f.path, f.memory_version_id, f.content_sha256, f.content_size_bytes, 1, $2::timestamptz, $2::timestamptz
     FROM import_file f WHERE NOT EXISTS (SELECT FROM memory m WHERE m.memory_store_id = $1 AND m.path = f.path)`,
    [memoryStoreId, now],
  );
}
