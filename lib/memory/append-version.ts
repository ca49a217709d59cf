import type { Ctx } from "@/lib/access/context";
import type { MemoryOperation } from "@/lib/contract/memory-version";
import type { Tx } from "@/lib/db/transaction";

/** Where a written text came from, beyond its author. */
export interface Provenance {
  dreamId?: string;
  changeId?: string;
  eventId?: string;
  /** The version of another store that is copied word for word. */
  origin?: { memoryStoreId: string; memoryVersionId: string };
}

export interface NewVersion {
  id: string;
  memoryStoreId: string;
  memoryId: string;
  sequence: number;
  operation: MemoryOperation;
  path: string;
  body: { content: string; sha256: string; sizeBytes: number } | null;
  createdAt: Date;
  provenance: Provenance;
}

/** Adds one immutable version, attributed to the context's actor. The caller holds the memory's row lock. */
export async function appendVersion(tx: Tx, ctx: Ctx, version: NewVersion): Promise<void> {
  await tx.query({
    name: "append-version",
    text: `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
             content_size_bytes, created_at, author_kind, author_id, via, reason, as_of, dream_id, change_id, event_id,
             origin_memory_store_id, origin_memory_version_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    values: [
      version.memoryStoreId,
      version.id,
      version.memoryId,
      version.sequence,
      version.operation,
      version.path,
      version.body?.content,
      version.body?.sha256,
      version.body?.sizeBytes,
      version.createdAt,
      ctx.actor.kind,
      ctx.actor.id,
      ctx.via,
      ctx.reason,
      ctx.asOf,
      version.provenance.dreamId,
      version.provenance.changeId,
      version.provenance.eventId,
      version.provenance.origin?.memoryStoreId,
      version.provenance.origin?.memoryVersionId,
    ],
  });
}

/** The time of the next version: never before, never equal to the previous one, so that time and order agree. */
export function nextVersionTime(now: Date, previous: Date): Date {
  return now > previous ? now : new Date(previous.getTime() + 1);
}
