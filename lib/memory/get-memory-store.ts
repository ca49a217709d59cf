import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type MemoryStoreRow, memoryStoreColumns, presentMemoryStore } from "./memory-store-row";

/** A store by its id, archived ones too. Throws NotFoundError. */
export async function getMemoryStore(ctx: Ctx, id: string): Promise<MemoryStore> {
  requireStoreRead(ctx.actor, id);
  const { rows } = await readerOf(ctx).query<MemoryStoreRow>(
    `SELECT ${memoryStoreColumns} FROM memory_store s WHERE s.id = $1 AND s.workspace_id = $2`,
    [id, ctx.actor.workspaceId],
  );
  if (rows[0] === undefined) throw new NotFoundError("memory store", id);
  return presentMemoryStore(rows[0]);
}
