import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { loadMemory } from "./load-memory";
import { type MemoryRow, presentMemory } from "./memory-row";

export interface GetMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  view: View;
}

/** A live memory. Throws NotFoundError when it is unknown, deleted, or in another store. */
export async function getMemory(ctx: Ctx, input: GetMemoryInput): Promise<Memory> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const row = ctx.tx === null ? await readTogether(ctx, input) : await readInTransaction(ctx, input);
  if (row === null) throw new NotFoundError("memory", input.memoryId);
  return presentMemory(row, input.view);
}

function readTogether(ctx: Ctx, { memoryStoreId, memoryId, view }: GetMemoryInput): Promise<MemoryRow | null> {
  const { workspaceId } = ctx.actor;
  return loadMemory(ctx.pool, { workspaceId, memoryStoreId, memoryId, withContent: view === "full" });
}

async function readInTransaction(ctx: Ctx, input: GetMemoryInput): Promise<MemoryRow | null> {
  const { rows } = await readerOf(ctx).query<MemoryRow>({
    name: "get-memory",
    text: `SELECT m.*, v.content FROM memory m
           JOIN memory_store s ON s.id = m.memory_store_id AND s.workspace_id = $3
           JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
           WHERE m.memory_store_id = $1 AND m.id = $2`,
    values: [input.memoryStoreId, input.memoryId, ctx.actor.workspaceId],
  });
  return rows[0] ?? null;
}
