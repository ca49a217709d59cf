import type { Ctx } from "@/lib/access/context";
import { publish } from "@/lib/db/live-hub";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { MemoryPathConflictError } from "@/lib/errors/memory-path-conflict-error";
import { MemoryPreconditionFailedError } from "@/lib/errors/memory-precondition-failed-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { memoryStoreTopic } from "./store-topic";
import { type MemoryWrite, type WriteOutcome, type WrittenHead, writeMemories } from "./write-memories";
import { enqueueWrite } from "./write-queue";

/** One write, in the context's transaction or in one that it may share with others. The caller has settled access. */
export async function writeMemory(
  ctx: Ctx,
  { memoryStoreId, isStoreLocked }: { memoryStoreId: string; isStoreLocked?: true },
  write: MemoryWrite,
): Promise<WriteOutcome> {
  const store = { workspaceId: ctx.actor.workspaceId, memoryStoreId };
  if (ctx.tx === null) return enqueueWrite(ctx.pool, store, write);
  const [outcome] = await writeMemories(ctx.tx, { ...store, isLocked: isStoreLocked === true }, [write]);
  if (outcome === undefined) throw new Error("the write was not answered");
  publish(memoryStoreTopic(memoryStoreId));
  return outcome;
}

/** The head after a write that succeeded; else the documented error. */
export function requireWritten(outcome: WriteOutcome, memoryStoreId: string, memoryId: string | null): WrittenHead {
  switch (outcome.kind) {
    case "written":
    case "unchanged":
      return outcome.head;
    case "stale":
      throw new MemoryPreconditionFailedError({
        contentSha256: outcome.head.content_sha256,
        memoryVersionId: outcome.head.memory_version_id,
      });
    case "overlap":
      throw new MemoryPathConflictError({ path: outcome.path, memoryId: outcome.memoryId });
    case "not_found":
      throw new NotFoundError("memory", memoryId ?? "");
    case "no_store":
      throw new NotFoundError("memory store", memoryStoreId);
    case "archived":
      throw new InvalidRequestError("The memory store is archived and takes no more writes.");
  }
}
