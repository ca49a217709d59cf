import type { Ctx } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/db/live-hub";
import { MemoryPreconditionFailedError } from "@/lib/errors/memory-precondition-failed-error";
import { appendVersion, nextVersionTime, type Provenance } from "./append-version";
import { shareStore } from "./claim-path";
import { lockMemory } from "./lock-memory";
import { requireStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";
import { inStoreTransaction } from "./store-turn";

export interface DeleteMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  expectedSha256: string | null;
  provenance?: Provenance;
  /** The transaction holds the store's lock exclusively, so no path needs one of its own. */
  isStoreLocked?: true;
}

/**
 * Deletes a memory; its versions stay and its path is free at once. Allowed on an archived store.
 * Throws NotFoundError, PermissionError, MemoryPreconditionFailedError.
 */
export async function deleteMemory(ctx: Ctx, input: DeleteMemoryInput) {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  const result = await inStoreTransaction(ctx, input.memoryStoreId, async (tx) => {
    if (input.isStoreLocked !== true) await shareStore(tx, input.memoryStoreId);
    await requireStore(tx, ctx, input.memoryStoreId);
    const current = await lockMemory(tx, input.memoryStoreId, input.memoryId);
    if (input.expectedSha256 !== null && input.expectedSha256 !== current.content_sha256) {
      throw new MemoryPreconditionFailedError({
        contentSha256: current.content_sha256,
        memoryVersionId: current.memory_version_id,
      });
    }
    const versionId = newId("memoryVersion");
    await tx.query("DELETE FROM memory WHERE memory_store_id = $1 AND id = $2", [input.memoryStoreId, current.id]);
    await appendVersion(tx, ctx, {
      id: versionId,
      memoryStoreId: input.memoryStoreId,
      memoryId: current.id,
      sequence: current.sequence + 1,
      operation: "deleted",
      path: current.path,
      body: null,
      createdAt: nextVersionTime(ctx.clock(), current.updated_at),
      provenance: input.provenance ?? {},
    });
    await recordAuditEvent(tx, ctx, {
      action: "memory.delete",
      target: { type: "memory", id: current.id },
      memoryStoreId: input.memoryStoreId,
      details: { memory_version_id: versionId },
    });
    return { id: current.id, type: "memory_deleted" as const };
  });
  publish(memoryStoreTopic(input.memoryStoreId));
  return result;
}
