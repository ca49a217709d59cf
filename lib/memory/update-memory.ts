import type { Ctx } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import type { Provenance } from "./append-version";
import { presentMemory } from "./memory-row";
import { memoryWrite } from "./write-memories";
import { requireWritten, writeMemory } from "./write-memory";

export interface UpdateMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  /** null keeps the path. */
  path: string | null;
  /** null keeps the content. */
  content: string | null;
  /** The hash of the content that the writer saw; null writes unconditionally. */
  expectedSha256: string | null;
  view: View;
  provenance?: Provenance;
  /** The transaction holds the store's lock exclusively, so no path needs one of its own. */
  isStoreLocked?: true;
}

/**
 * Changes content, path or both as one version. Nothing to change adds no version and is judged before the
 * precondition, so a repeated write whose answer was lost succeeds; and so two writers that send the same new content
 * with the same precondition both get 200 and one version: counters need a unique mark in each write.
 * Throws NotFoundError, PermissionError, MemoryPreconditionFailedError, MemoryPathConflictError, and
 * InvalidRequestError for an archived store.
 */
export async function updateMemory(ctx: Ctx, input: UpdateMemoryInput): Promise<Memory> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  const write = memoryWrite(ctx, input);
  const head = requireWritten(await writeMemory(ctx, input, write), input.memoryStoreId, input.memoryId);
  const content = input.content ?? head.keptContent ?? "";
  return presentMemory({ ...head, memory_store_id: input.memoryStoreId, content }, input.view);
}
