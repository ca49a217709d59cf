import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreAdministration } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requireStore } from "./require-store";

/** Deletes a store with all its memories and versions; this cannot be undone. Throws NotFoundError, PermissionError. */
export async function deleteMemoryStore(ctx: Ctx, id: string) {
  requireStoreAdministration(ctx.actor, id);
  return inTransaction(ctx, async (tx) => {
    await tx.query("SELECT lock_memory_store($1)", [id]);
    await requireStore(tx, ctx, id);
    await tx.query("DELETE FROM memory_store WHERE id = $1", [id]);
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.delete",
      target: { type: "memory_store", id },
      memoryStoreId: id,
    });
    return { id, type: "memory_store_deleted" as const };
  });
}
