import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { isAppError } from "@/lib/errors/app-error";
import type { Provenance } from "@/lib/memory/append-version";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { updateMemory } from "@/lib/memory/update-memory";

export interface FileWrite {
  memoryStoreId: string;
  /** null makes a new memory. */
  memoryId: string | null;
  /** null deletes; a path of null leaves the memory where it is. */
  wanted: { path: string | null; content: string } | null;
  /** The hash of the content that the writer saw; null only for a new memory. */
  expectedSha256: string | null;
  provenance: Provenance;
}

export interface WrittenFile {
  memoryId: string;
  memoryVersionId: string;
  /** null after a deletion. */
  contentSha256: string | null;
}

export type RefusedWrite = "changed" | "missing" | "path_taken";

export type WriteResult = { kind: "written"; file: WrittenFile } | { kind: "refused"; why: RefusedWrite };

/**
 * One guarded write through the use cases of memory: a live file that moved, vanished or stands in the way is an
 * answer here, not an error. The context must carry a transaction.
 */
export async function writeFile(ctx: Ctx & { tx: Tx }, write: FileWrite): Promise<WriteResult> {
  try {
    return { kind: "written", file: await send(ctx, write) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "memory_precondition_failed_error") return { kind: "refused", why: "changed" };
    if (error.code === "memory_path_conflict_error") return { kind: "refused", why: "path_taken" };
    if (error.code === "not_found_error" && write.memoryId !== null) return { kind: "refused", why: "missing" };
    throw error;
  }
}

async function send(ctx: Ctx & { tx: Tx }, write: FileWrite): Promise<WrittenFile> {
  const { memoryStoreId, memoryId, wanted, expectedSha256, provenance } = write;
  if (memoryId === null) {
    if (wanted?.path == null) throw new Error("A new memory needs a path and a content.");
    const input = { memoryStoreId, path: wanted.path, content: wanted.content, view: "basic" as const, provenance };
    const made = await createMemory(ctx, input);
    return { memoryId: made.id, memoryVersionId: made.memory_version_id, contentSha256: made.content_sha256 };
  }
  if (wanted === null) {
    await deleteMemory(ctx, { memoryStoreId, memoryId, expectedSha256, provenance });
    return { memoryId, memoryVersionId: await newestVersion(ctx.tx, memoryStoreId, memoryId), contentSha256: null };
  }
  const now = await updateMemory(ctx, {
    memoryStoreId,
    memoryId,
    ...wanted,
    expectedSha256,
    view: "basic",
    provenance,
  });
  return { memoryId, memoryVersionId: now.memory_version_id, contentSha256: now.content_sha256 };
}

async function newestVersion(tx: Tx, memoryStoreId: string, memoryId: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    "SELECT id FROM memory_version WHERE memory_store_id = $1 AND memory_id = $2 ORDER BY sequence DESC LIMIT 1",
    [memoryStoreId, memoryId],
  );
  if (rows[0] === undefined) throw new Error("A deleted memory has no version.");
  return rows[0].id;
}
