import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";

/** A file that is to hold again what a version holds. */
export interface RestoreWrite {
  memoryId: string;
  sourceVersionId: string;
  path: string;
}

interface Written {
  memoryId: string;
  memoryVersionId: string;
}

const versionColumns = `memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
  content_size_bytes, created_at, author_kind, author_id, via, reason, as_of`;
// So that redaction of the restored version reaches what was restored from it.
const originColumns = "origin_memory_store_id, origin_memory_version_id";

// $1 store, $2 memories, $3 new versions, $4 now, $5 to $9 the author's part; then sources and paths.
const authorValues = "$5, $6, $7, $8, $9::timestamptz";
const nextTime = (before: string) => `greatest($4::timestamptz, ${before} + interval '1 ms')`;

const deleteQuery = `
  WITH gone AS (
    DELETE FROM memory m USING unnest($2::text[], $3::text[]) AS d (memory_id, version_id)
    WHERE m.memory_store_id = $1 AND m.id = d.memory_id
    RETURNING m.id, m.path, m.sequence, m.updated_at, d.version_id
  )
  INSERT INTO memory_version (${versionColumns})
  SELECT $1, version_id, id, sequence + 1, 'deleted', path, NULL, NULL, NULL, ${nextTime("updated_at")}, ${authorValues} FROM gone`;

const changeQuery = `
  WITH head AS (
    UPDATE memory m SET path = w.path, memory_version_id = w.version_id, content_sha256 = s.content_sha256,
      content_size_bytes = s.content_size_bytes, sequence = m.sequence + 1, updated_at = ${nextTime("m.updated_at")}
    FROM unnest($2::text[], $3::text[], $10::text[], $11::text[]) AS w (memory_id, version_id, source_id, path)
    JOIN memory_version s ON s.memory_store_id = $1 AND s.id = w.source_id
    WHERE m.memory_store_id = $1 AND m.id = w.memory_id
    RETURNING m.*, w.source_id
  )
  INSERT INTO memory_version (${versionColumns}, ${originColumns})
  SELECT $1, h.memory_version_id, h.id, h.sequence, 'modified', h.path, s.content, h.content_sha256, h.content_size_bytes,
         h.updated_at, ${authorValues}, $1, s.id
  FROM head h JOIN memory_version s ON s.memory_store_id = $1 AND s.id = h.source_id`;

const createQuery = `
  WITH fresh AS (
    INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence, created_at, updated_at)
    SELECT $1, w.memory_id, w.path, w.version_id, s.content_sha256, s.content_size_bytes, coalesce(l.sequence, 0) + 1,
           coalesce(f.created_at, $4::timestamptz), coalesce(${nextTime("l.created_at")}, $4::timestamptz)
    FROM unnest($2::text[], $3::text[], $10::text[], $11::text[]) AS w (memory_id, version_id, source_id, path)
    JOIN memory_version s ON s.memory_store_id = $1 AND s.id = w.source_id
    LEFT JOIN LATERAL (SELECT sequence, created_at FROM memory_version
                       WHERE memory_store_id = $1 AND memory_id = w.memory_id ORDER BY sequence DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (SELECT created_at FROM memory_version
                       WHERE memory_store_id = $1 AND memory_id = w.memory_id ORDER BY sequence LIMIT 1) f ON true
    RETURNING *
  )
  INSERT INTO memory_version (${versionColumns}, ${originColumns})
  SELECT $1, h.memory_version_id, h.id, h.sequence, 'created', h.path, s.content, h.content_sha256, h.content_size_bytes,
         h.updated_at, ${authorValues}, $1, s.id
  FROM fresh h
  JOIN unnest($3::text[], $10::text[]) AS w (version_id, source_id) ON w.version_id = h.memory_version_id
  JOIN memory_version s ON s.memory_store_id = $1 AND s.id = w.source_id`;

/** Deletes many memories at once. The transaction holds the store's lock exclusively. */
export function deleteInBulk(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  memoryIds: readonly string[],
): Promise<Written[]> {
  return write(tx, ctx, memoryStoreId, "memory.delete", deleteQuery, memoryIds, []);
}

/** Gives live memories the text and path of earlier versions, as new versions of theirs. As deleteInBulk. */
export function changeInBulk(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  writes: readonly RestoreWrite[],
): Promise<Written[]> {
  return write(tx, ctx, memoryStoreId, "memory.update", changeQuery, writes.map(idOf), sourcesOf(writes));
}

/** Writes memories that are not live now; one that had versions before goes on after them. As deleteInBulk. */
export function createInBulk(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  writes: readonly RestoreWrite[],
): Promise<Written[]> {
  return write(tx, ctx, memoryStoreId, "memory.create", createQuery, writes.map(idOf), sourcesOf(writes));
}

const idOf = (write: RestoreWrite) => write.memoryId;
const sourcesOf = (writes: readonly RestoreWrite[]) => [
  writes.map((write) => write.sourceVersionId),
  writes.map((write) => write.path),
];

async function write(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  action: string,
  query: string,
  memoryIds: readonly string[],
  sources: readonly (readonly string[])[],
): Promise<Written[]> {
  if (memoryIds.length === 0) return [];
  const versionIds = memoryIds.map(() => newId("memoryVersion"));
  const author = [ctx.actor.kind, ctx.actor.id, ctx.via, ctx.reason, ctx.asOf];
  await tx.query(query, [memoryStoreId, memoryIds, versionIds, ctx.clock(), ...author, ...sources]);
  await recordInBulk(tx, ctx, memoryStoreId, action, { memoryIds, versionIds });
  return memoryIds.map((memoryId, index) => ({ memoryId, memoryVersionId: versionIds[index] ?? "" }));
}

/** One audit row for each file, as if it had been written alone. */
async function recordInBulk(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  action: string,
  written: { memoryIds: readonly string[]; versionIds: readonly string[] },
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_event (id, workspace_id, action, actor_kind, actor_id, target_type, target_id, memory_store_id, outcome,
       details, request_id, address, created_at)
     SELECT w.id, $4, $5, $6, $7, 'memory', w.memory_id, $8, 'success', jsonb_build_object('memory_version_id', w.version_id),
            $9, $10, $11
     FROM unnest($1::text[], $2::text[], $3::text[]) AS w (id, memory_id, version_id)`,
    [
      written.memoryIds.map(() => newId("auditEvent")),
      written.memoryIds,
      written.versionIds,
      ctx.actor.workspaceId,
      action,
      ctx.actor.kind,
      ctx.actor.id,
      memoryStoreId,
      ctx.requestId,
      ctx.address,
      new Date(),
    ],
  );
}
