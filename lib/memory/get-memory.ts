import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type MemoryRow, presentMemory } from "./memory-row";

/** A live memory. Throws NotFoundError when it is unknown, deleted, or in another store. */
export async function getMemory(
  ctx: Ctx,
  input: { memoryStoreId: string; memoryId: string; view: View },
): Promise<Memory> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const { rows } = await readerOf(ctx).query<MemoryRow>({
    name: "get-memory",
    text: `SELECT m.*, v.content FROM memory m
           JOIN memory_store s ON s.id = m.memory_store_id AND s.workspace_id = $3
           JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
           WHERE m.memory_store_id = $1 AND m.id = $2`,
    values: [input.memoryStoreId, input.memoryId, ctx.actor.workspaceId],
  });
  if (rows[0] === undefined) throw new NotFoundError("memory", input.memoryId);
  return presentMemory(rows[0], input.view);
}
