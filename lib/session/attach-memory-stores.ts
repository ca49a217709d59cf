import type { Ctx } from "@/lib/access/context";
import { requireStoreRead, requireStoreWrite } from "@/lib/access/store-reach";
import { attachmentLimit } from "@/lib/contract/limits";
import type { MemoryStoreResourceInput } from "@/lib/contract/session";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { mountRoot } from "./mount-root";
import { nameMounts } from "./name-mounts";

interface StoreRow {
  id: string;
  name: string;
  description: string;
  archived_at: Date | null;
}

/**
 * Attaches stores to a new session; `position` is each one's place among the session's resources. Name, description
 * and mount path stay as they are now. Who attaches must hold the access that it gives. Throws NotFoundError,
 * PermissionError, and InvalidRequestError for too many stores, one named twice, or an archived one.
 */
export async function attachMemoryStores(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  inputs: readonly { position: number; input: MemoryStoreResourceInput }[],
): Promise<void> {
  if (inputs.length === 0) return;
  const ids = inputs.map(({ input }) => input.memory_store_id);
  if (inputs.length > attachmentLimit) {
    throw new InvalidRequestError(`resources: at most ${attachmentLimit} memory stores can be attached.`);
  }
  if (new Set(ids).size < ids.length) throw new InvalidRequestError("resources: a memory store is named twice.");
  for (const { input } of inputs) {
    if (input.access === "read_only") requireStoreRead(ctx.actor, input.memory_store_id);
    else requireStoreWrite(ctx.actor, input.memory_store_id);
  }
  const stores = await lockStores(tx, ctx, ids);
  const mounts = nameMounts(stores);
  for (const [index, { position, input }] of inputs.entries()) {
    const store = stores[index];
    if (store === undefined) continue;
    await tx.query(
      `INSERT INTO session_attachment (session_id, memory_store_id, position, access, instructions, name, description, mount_path)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        sessionId,
        store.id,
        position,
        input.access ?? "read_write",
        input.instructions ?? null,
        store.name,
        store.description,
        `${mountRoot()}/${mounts[index]}`,
      ],
    );
  }
}

/** The stores in the order asked for, held against being archived meanwhile. */
async function lockStores(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<StoreRow[]> {
  const { rows } = await tx.query<StoreRow>(
    `SELECT id, name, description, archived_at FROM memory_store WHERE id = ANY($1) AND workspace_id = $2
     ORDER BY id FOR SHARE`,
    [ids, ctx.actor.workspaceId],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const store = byId.get(id);
    if (store === undefined) throw new NotFoundError("memory store", id);
    if (store.archived_at !== null) {
      throw new InvalidRequestError(`resources: the memory store ${id} is archived and cannot be attached.`);
    }
    return store;
  });
}
