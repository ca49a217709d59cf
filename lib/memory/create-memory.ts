import type { Ctx } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import type { Provenance } from "./append-version";
import { presentMemory } from "./memory-row";
import { memoryWrite } from "./write-memories";
import { requireWritten, writeMemory } from "./write-memory";

export interface CreateMemoryInput {
  memoryStoreId: string;
  path: string;
  content: string;
  view: View;
  provenance?: Provenance;
  /** The transaction holds the store's lock exclusively, so no path needs one of its own. */
  isStoreLocked?: true;
}

/**
 * Writes a new memory; never overwrites. Throws NotFoundError, PermissionError, MemoryPathConflictError, and
 * InvalidRequestError for an archived store.
 */
export async function createMemory(ctx: Ctx, input: CreateMemoryInput): Promise<Memory> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  const { path, content, provenance } = input;
  const write = memoryWrite(ctx, { memoryId: null, path, content, expectedSha256: null, provenance });
  const head = requireWritten(await writeMemory(ctx, input, write), input.memoryStoreId, null);
  return presentMemory({ ...head, memory_store_id: input.memoryStoreId, content }, input.view);
}
