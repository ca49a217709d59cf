import type { Ctx } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { loadMemory, readMemories } from "./load-memory";
import { presentMemory } from "./memory-row";

export interface GetMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  view: View;
}

/** A live memory. Throws NotFoundError when it is unknown, deleted, or in another store. */
export async function getMemory(ctx: Ctx, input: GetMemoryInput): Promise<Memory> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const { memoryStoreId, memoryId, view } = input;
  const key = { workspaceId: ctx.actor.workspaceId, memoryStoreId, memoryId, withContent: view === "full" };
  const row = ctx.tx === null ? await loadMemory(ctx.pool, key) : ((await readMemories(ctx.tx, [key]))[0] ?? null);
  if (row === null) throw new NotFoundError("memory", input.memoryId);
  return presentMemory(row, input.view);
}
