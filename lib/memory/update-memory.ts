import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Memory, View } from "@/lib/contract/memory";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { MemoryPreconditionFailedError } from "@/lib/errors/memory-precondition-failed-error";
import { appendVersion, nextVersionTime, type Provenance } from "./append-version";
import { claimPath, shareStore } from "./claim-path";
import { contentSha256, contentSizeBytes } from "./content-hash";
import { lockMemory } from "./lock-memory";
import { type MemoryRow, presentMemory } from "./memory-row";
import { requireOpenStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";

export interface UpdateMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  /** null keeps the path. */
  path: string | null;
  /** null keeps the content. */
  content: string | null;
  /** The hash of the content that the writer saw; null writes unconditionally. */
  expectedSha256: string | null;
  view: View;
  provenance?: Provenance;
  /** The transaction holds the store's lock exclusively, so no path needs one of its own. */
  isStoreLocked?: true;
}

/**
 * Changes content, path or both as one version. Nothing to change adds no version and is judged before the
 * precondition, so a repeated write whose answer was lost succeeds; and so two writers that send the same new content
 * with the same precondition both get 200 and one version: counters need a unique mark in each write.
 * Throws NotFoundError, PermissionError, MemoryPreconditionFailedError, MemoryPathConflictError, and
 * InvalidRequestError for an archived store.
 */
export async function updateMemory(ctx: Ctx, input: UpdateMemoryInput): Promise<Memory> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  const result = await inTransaction(ctx, async (tx) => {
    if (input.isStoreLocked !== true) await shareStore(tx, input.memoryStoreId);
    await requireOpenStore(tx, ctx, input.memoryStoreId);
    const current = await lockMemory(tx, input.memoryStoreId, input.memoryId);
    const path = input.path ?? current.path;
    const content = input.content ?? current.content;
    if (path === current.path && content === current.content) return presentMemory(current, input.view);
    if (input.expectedSha256 !== null && input.expectedSha256 !== current.content_sha256) {
      throw new MemoryPreconditionFailedError({
        contentSha256: current.content_sha256,
        memoryVersionId: current.memory_version_id,
      });
    }
    if (path !== current.path)
      await claimPath(tx, input.memoryStoreId, path, {
        exceptMemoryId: current.id,
        isStoreLocked: input.isStoreLocked,
      });
    return presentMemory(await writeHead(tx, ctx, current, { path, content }, input.provenance ?? {}), input.view);
  });
  publish(memoryStoreTopic(input.memoryStoreId));
  return result;
}

async function writeHead(
  tx: Tx,
  ctx: Ctx,
  current: MemoryRow,
  wanted: { path: string; content: string },
  provenance: Provenance,
): Promise<MemoryRow> {
  const next: MemoryRow = {
    ...current,
    ...wanted,
    memory_version_id: newId("memoryVersion"),
    content_sha256: contentSha256(wanted.content),
    content_size_bytes: contentSizeBytes(wanted.content),
    sequence: current.sequence + 1,
    updated_at: nextVersionTime(ctx.clock(), current.updated_at),
  };
  await tx.query({
    name: "update-memory",
    text: `UPDATE memory SET path = $3, memory_version_id = $4, content_sha256 = $5, content_size_bytes = $6, sequence = $7,
             updated_at = $8
           WHERE memory_store_id = $1 AND id = $2`,
    values: [
      next.memory_store_id,
      next.id,
      next.path,
      next.memory_version_id,
      next.content_sha256,
      next.content_size_bytes,
      next.sequence,
      next.updated_at,
    ],
  });
  await appendVersion(tx, ctx, {
    id: next.memory_version_id,
    memoryStoreId: next.memory_store_id,
    memoryId: next.id,
    sequence: next.sequence,
    operation: "modified",
    path: next.path,
    body: { content: next.content, sha256: next.content_sha256, sizeBytes: next.content_size_bytes },
    createdAt: next.updated_at,
    provenance,
  });
  await recordAuditEvent(tx, ctx, {
    action: "memory.update",
    target: { type: "memory", id: next.id },
    memoryStoreId: next.memory_store_id,
    details: { memory_version_id: next.memory_version_id, renamed: next.path !== current.path },
  });
  return next;
}
