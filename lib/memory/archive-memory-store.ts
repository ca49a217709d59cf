import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreAdministration } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { loadMemoryStore } from "./load-memory-store";
import { requireStore } from "./require-store";

/** Closes a store for writing, for good. A second call changes nothing. Throws NotFoundError, PermissionError. */
export async function archiveMemoryStore(ctx: Ctx, id: string): Promise<MemoryStore> {
  requireStoreAdministration(ctx.actor, id);
  return inTransaction(ctx, async (tx) => {
    // Exclusive on the store: a write that began before has ended, one that begins later sees the archive.
    await tx.query("SELECT lock_memory_store($1)", [id]);
    const { archivedAt } = await requireStore(tx, ctx, id);
    if (archivedAt === null) {
      await tx.query(
        "UPDATE memory_store SET archived_at = $2, updated_at = greatest($2, updated_at + interval '1 ms') WHERE id = $1",
        [id, ctx.clock()],
      );
      await recordAuditEvent(tx, ctx, {
        action: "memory_store.archive",
        target: { type: "memory_store", id },
        memoryStoreId: id,
      });
    }
    return loadMemoryStore(tx, ctx, id);
  });
}
