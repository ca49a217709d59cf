import type { Ctx } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { appendVersion, nextVersionTime } from "./append-version";
import { contentSha256, contentSizeBytes } from "./content-hash";
import type { MemoryRow } from "./memory-row";

/**
 * Writes `content` as the new head of a memory whose row the caller has locked, on the strength of a redaction and not of
 * the right to write, and also in an archived store. It names no origin and carries none of the redactor's words.
 */
export async function maskHead(
  tx: Tx,
  ctx: Ctx,
  head: Omit<MemoryRow, "content">,
  content: string,
  reason: string,
): Promise<MemoryRow> {
  const next: MemoryRow = {
    ...head,
    content,
    memory_version_id: newId("memoryVersion"),
    content_sha256: contentSha256(content),
    content_size_bytes: contentSizeBytes(content),
    sequence: head.sequence + 1,
    updated_at: nextVersionTime(ctx.clock(), head.updated_at),
  };
  await tx.query(
    `UPDATE memory SET memory_version_id = $3, content_sha256 = $4, content_size_bytes = $5, sequence = $6, updated_at = $7
     WHERE memory_store_id = $1 AND id = $2`,
    [
      next.memory_store_id,
      next.id,
      next.memory_version_id,
      next.content_sha256,
      next.content_size_bytes,
      next.sequence,
      next.updated_at,
    ],
  );
  await appendVersion(
    tx,
    { ...ctx, reason, asOf: null },
    {
      id: next.memory_version_id,
      memoryStoreId: next.memory_store_id,
      memoryId: next.id,
      sequence: next.sequence,
      operation: "modified",
      path: next.path,
      body: { content, sha256: next.content_sha256, sizeBytes: next.content_size_bytes },
      createdAt: next.updated_at,
      provenance: {},
    },
  );
  await recordAuditEvent(tx, ctx, {
    action: "memory.update",
    target: { type: "memory", id: next.id },
    memoryStoreId: next.memory_store_id,
    details: { memory_version_id: next.memory_version_id, renamed: false },
  });
  return next;
}
