import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Memory, View } from "@/lib/contract/memory";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/db/live-hub";
import { appendVersion, type Provenance } from "./append-version";
import { claimPath } from "./claim-path";
import { contentSha256, contentSizeBytes } from "./content-hash";
import { type MemoryRow, presentMemory } from "./memory-row";
import { requireOpenStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";

export interface CreateMemoryInput {
  memoryStoreId: string;
  path: string;
  content: string;
  view: View;
  provenance?: Provenance;
  /** The transaction holds the store's lock exclusively, so no path needs one of its own. */
  isStoreLocked?: true;
}

/**
 * Writes a new memory; never overwrites. Throws NotFoundError, PermissionError, MemoryPathConflictError, and
 * InvalidRequestError for an archived store.
 */
export async function createMemory(ctx: Ctx, input: CreateMemoryInput): Promise<Memory> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  const result = await inTransaction(ctx, async (tx) => {
    await claimPath(tx, input.memoryStoreId, input.path, { isStoreLocked: input.isStoreLocked });
    await requireOpenStore(tx, ctx, input.memoryStoreId);
    const now = ctx.clock();
    const row: MemoryRow = {
      id: newId("memory"),
      memory_store_id: input.memoryStoreId,
      memory_version_id: newId("memoryVersion"),
      path: input.path,
      content: input.content,
      content_sha256: contentSha256(input.content),
      content_size_bytes: contentSizeBytes(input.content),
      sequence: 1,
      created_at: now,
      updated_at: now,
    };
    await tx.query({
      name: "create-memory",
      text: `INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
               created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)`,
      values: [
        row.memory_store_id,
        row.id,
        row.path,
        row.memory_version_id,
        row.content_sha256,
        row.content_size_bytes,
        now,
      ],
    });
    await appendVersion(tx, ctx, {
      id: row.memory_version_id,
      memoryStoreId: row.memory_store_id,
      memoryId: row.id,
      sequence: 1,
      operation: "created",
      path: row.path,
      body: { content: row.content, sha256: row.content_sha256, sizeBytes: row.content_size_bytes },
      createdAt: now,
      provenance: input.provenance ?? {},
    });
    await recordAuditEvent(tx, ctx, {
      action: "memory.create",
      target: { type: "memory", id: row.id },
      memoryStoreId: row.memory_store_id,
      details: { memory_version_id: row.memory_version_id },
    });
    return presentMemory(row, input.view);
  });
  publish(memoryStoreTopic(input.memoryStoreId));
  return result;
}
