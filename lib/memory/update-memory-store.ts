import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreAdministration } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryStore, UpdateMemoryStoreBody } from "@/lib/contract/memory-store";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { loadMemoryStore } from "./load-memory-store";

interface Current {
  name: string;
  description: string;
  metadata: Record<string, string>;
  archived_at: Date | null;
}

/**
 * Changes name, description or metadata; what is left out or null stays. Throws NotFoundError, PermissionError, and
 * InvalidRequestError for an archived store or too many metadata pairs.
 */
export async function updateMemoryStore(ctx: Ctx, id: string, body: UpdateMemoryStoreBody): Promise<MemoryStore> {
  requireStoreAdministration(ctx.actor, id);
  return inTransaction(ctx, async (tx) => {
    const { rows } = await tx.query<Current>(
      "SELECT name, description, metadata, archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2 FOR NO KEY UPDATE",
      [id, ctx.actor.workspaceId],
    );
    const current = rows[0];
    if (current === undefined) throw new NotFoundError("memory store", id);
    if (current.archived_at !== null)
      throw new InvalidRequestError("The memory store is archived and cannot be changed.");
    const name = body.name ?? current.name;
    const description = body.description ?? current.description;
    const metadata = patchMetadata(current.metadata, body.metadata ?? {});
    const changed = [
      name === current.name ? [] : ["name"],
      description === current.description ? [] : ["description"],
      JSON.stringify(metadata) === JSON.stringify(current.metadata) ? [] : ["metadata"],
    ].flat();
    if (changed.length > 0) {
      await tx.query(
        `UPDATE memory_store SET name = $2, description = $3, metadata = $4, updated_at = greatest($5, updated_at + interval '1 ms')
         WHERE id = $1`,
        [id, name, description, JSON.stringify(metadata), ctx.clock()],
      );
      await recordAuditEvent(tx, ctx, {
        action: "memory_store.update",
        target: { type: "memory_store", id },
        memoryStoreId: id,
        details: { changed },
      });
    }
    return loadMemoryStore(tx, ctx, id);
  });
}

/** A string sets, null removes; the limit holds for the result. Throws InvalidRequestError beyond 16 pairs. */
export function patchMetadata(
  current: Readonly<Record<string, string>>,
  patch: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const result = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, value);
  }
  if (result.size > 16) throw new InvalidRequestError("metadata: must have at most 16 pairs after the change.");
  return Object.fromEntries(result);
}
