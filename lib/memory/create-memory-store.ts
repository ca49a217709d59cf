import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { CreateMemoryStoreBody, MemoryStore } from "@/lib/contract/memory-store";
import { newId } from "@/lib/db/ids";
import { PermissionError } from "@/lib/errors/permission-error";
import { loadMemoryStore } from "./load-memory-store";

/**
 * Makes an empty store. `proposalOf` names the dream whose output it is. Throws PermissionError for an actor that is
 * limited to certain stores: it could not reach what it made.
 */
export async function createMemoryStore(
  ctx: Ctx,
  input: CreateMemoryStoreBody & { proposalOf?: string },
): Promise<MemoryStore> {
  requirePermission(ctx.actor, "memory:write");
  if (ctx.actor.reach.kind === "stores") {
    throw new PermissionError("A credential that is limited to certain memory stores cannot make new ones.");
  }
  const id = newId("memoryStore");
  return inTransaction(ctx, async (tx) => {
    await tx.query(
      `INSERT INTO memory_store (id, workspace_id, name, description, metadata, created_at, updated_at, proposal_of)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [
        id,
        ctx.actor.workspaceId,
        input.name,
        input.description ?? "",
        JSON.stringify(input.metadata ?? {}),
        ctx.clock(),
        input.proposalOf ?? null,
      ],
    );
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.create",
      target: { type: "memory_store", id },
      memoryStoreId: id,
    });
    return loadMemoryStore(tx, ctx, id);
  });
}
