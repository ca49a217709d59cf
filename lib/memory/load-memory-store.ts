import type { Ctx } from "@/lib/access/context";
import type { MemoryStore } from "@/lib/contract/memory-store";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type MemoryStoreRow, presentMemoryStore, selectMemoryStore } from "./memory-store-row";

/** The wire object of a store of the workspace; whether the actor may see it is settled before. Throws NotFoundError. */
export async function loadMemoryStore(db: Queryable, ctx: Ctx, id: string): Promise<MemoryStore> {
  const { rows } = await db.query<MemoryStoreRow>(`${selectMemoryStore} WHERE s.id = $1 AND s.workspace_id = $2`, [
    id,
    ctx.actor.workspaceId,
  ]);
  if (rows[0] === undefined) throw new NotFoundError("memory store", id);
  return presentMemoryStore(rows[0]);
}
