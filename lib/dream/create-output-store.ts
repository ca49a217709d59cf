import type pg from "pg";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/db/ids";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import type { DreamRow } from "./dream-row";
import { dreamContext } from "./system-context";

interface OutputOptions {
  sessionId: string;
  clock: () => Date;
  store: { name: string; description: string };
  /** The frozen heads. */
  memoryVersionIds: readonly string[];
}

const nameLimitCharacters = 255;

/**
 * Makes the dream's proposal: a new store that starts as a copy of the frozen input, each memory with one `created`
 * version that names the version it copies. Store, copies and `outputs` of the dream appear together, so a
 * later attempt finds either all or nothing. Throws DreamInterrupted when the dream is not this attempt's any more.
 */
export async function createOutputStore(pool: pg.Pool, row: DreamRow, options: OutputOptions): Promise<string> {
  const id = newId("memoryStore");
  await withTransaction(pool, async (tx) => {
    const taken = await tx.query(
      `UPDATE dream SET output_memory_store_id = $3
       WHERE id = $1 AND attempts = $2 AND status = 'running' AND output_memory_store_id IS NULL`,
      [row.id, row.attempts, id],
    );
    if (taken.rowCount !== 1) throw new DreamInterrupted("lost");
    const now = options.clock();
    await tx.query(
      `INSERT INTO memory_store (id, workspace_id, name, description, metadata, created_at, updated_at, proposal_of)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [
        id,
        row.workspace_id,
        outputName(options.store.name, row.id),
        options.store.description,
        JSON.stringify({ dream_id: row.id }),
        now,
        row.id,
      ],
    );
    const ctx = dreamContext(pool, row, options.sessionId, { tx, clock: options.clock });
    await copyMemories(tx, row, {
      storeId: id,
      sessionId: options.sessionId,
      now,
      memoryVersionIds: options.memoryVersionIds,
    });
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.create",
      target: { type: "memory_store", id },
      memoryStoreId: id,
      details: { dream_id: row.id, memories: options.memoryVersionIds.length },
    });
  });
  return id;
}

/** `<name> (dream <last characters of the id>)`, the name shortened where both together would be too long. */
export function outputName(name: string, dreamId: string): string {
  const suffix = ` (dream ${dreamId.slice(-6)})`;
  return [...name].slice(0, nameLimitCharacters - suffix.length).join("") + suffix;
}

interface Copy {
  storeId: string;
  sessionId: string;
  now: Date;
  memoryVersionIds: readonly string[];
}

async function copyMemories(tx: Tx, row: DreamRow, copy: Copy): Promise<void> {
  const origins = copy.memoryVersionIds;
  const memoryIds = origins.map(() => newId("memory"));
  const versionIds = origins.map(() => newId("memoryVersion"));
  // What was redacted between freezing and copying stays out.
  await tx.query(
    `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
       content_size_bytes, created_at, author_kind, author_id, via, as_of, dream_id, origin_memory_store_id,
       origin_memory_version_id)
     SELECT $1, fresh.version_id, fresh.memory_id, 1, 'created', v.path, v.content, v.content_sha256, v.content_size_bytes,
       $6, 'session', $7, 'dream', coalesce(v.as_of, v.created_at), $8, $2, v.id
     FROM unnest($3::text[], $4::text[], $5::text[]) AS fresh (origin_id, memory_id, version_id)
     JOIN memory_version v ON v.memory_store_id = $2 AND v.id = fresh.origin_id
     WHERE v.content IS NOT NULL FOR SHARE OF v`,
    [copy.storeId, row.memory_store_id, origins, memoryIds, versionIds, copy.now, copy.sessionId, row.id],
  );
  await tx.query(
    `INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
       created_at, updated_at)
     SELECT memory_store_id, memory_id, path, id, content_sha256, content_size_bytes, 1, created_at, created_at
     FROM memory_version WHERE memory_store_id = $1 AND sequence = 1`,
    [copy.storeId],
  );
}
