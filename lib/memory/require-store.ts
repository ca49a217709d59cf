import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";

/** Throws NotFoundError unless the workspace has the store. */
export async function requireStore(tx: Tx, ctx: Ctx, memoryStoreId: string): Promise<{ archivedAt: Date | null }> {
  const { rows } = await tx.query<{ archived_at: Date | null }>({
    name: "require-store",
    text: "SELECT archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2",
    values: [memoryStoreId, ctx.actor.workspaceId],
  });
  if (rows[0] === undefined) throw new NotFoundError("memory store", memoryStoreId);
  return { archivedAt: rows[0].archived_at };
}

/** As requireStore; throws InvalidRequestError when the store is archived. */
export async function requireOpenStore(tx: Tx, ctx: Ctx, memoryStoreId: string): Promise<void> {
  const { archivedAt } = await requireStore(tx, ctx, memoryStoreId);
  if (archivedAt !== null) throw new InvalidRequestError("The memory store is archived and takes no more writes.");
}
