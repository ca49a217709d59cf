import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import type { Memory, View } from "@/lib/contract/memory";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { claimPath } from "../claim-path";
import { lockMemory } from "../lock-memory";
import { presentMemory } from "../memory-row";
import type { MemoryVersionRow } from "../memory-version-row";
import { requireOpenStore } from "../require-store";
import { memoryStoreTopic } from "../store-topic";
import { updateMemory } from "../update-memory";
import { lockSources } from "./lock-sources";
import { createInBulk } from "./restore-writes";

export interface RestoreMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  memoryVersionId: string;
  /** The hash of the live content that the caller saw; null restores unconditionally. */
  expectedSha256: string | null;
  view: View;
}

/**
 * Brings a memory back to the text and path of one of its versions, as a new version. A deleted one is live again under its own
 * id, and its history goes on. Nothing to change adds no version. Throws NotFoundError (with a precondition also for a
 * deleted memory), PermissionError, MemoryPreconditionFailedError, MemoryPathConflictError, and InvalidRequestError for an
 * archived store and for a version that holds no text.
 */
export async function restoreMemory(outer: Ctx, input: RestoreMemoryInput): Promise<Memory> {
  const { memoryStoreId, memoryId, memoryVersionId } = input;
  requireStoreWrite(outer.actor, memoryStoreId);
  const reason = outer.reason ?? `Restored from ${memoryVersionId}`;
  const result = await inTransaction(outer, async (tx) => {
    const ctx: Ctx = { ...outer, tx, via: "restore", reason };
    // Two restores of one deleted memory would both write its head.
    await tx.query("SELECT lock_memory_store($1)", [memoryStoreId]);
    await requireOpenStore(tx, ctx, memoryStoreId);
    const source = await readSource(tx, input);
    if (!(await isLive(tx, input))) {
      if (input.expectedSha256 !== null) throw new NotFoundError("memory", memoryId);
      await claimPath(tx, memoryStoreId, source.path, { isStoreLocked: true });
      await createInBulk(tx, ctx, memoryStoreId, [{ memoryId, sourceVersionId: memoryVersionId, path: source.path }]);
      return presentMemory(await lockMemory(tx, memoryStoreId, memoryId), input.view);
    }
    const { path, content } = source;
    // So that redaction of the restored version reaches what was restored from it.
    const provenance = { origin: { memoryStoreId, memoryVersionId } };
    return updateMemory(ctx, { ...input, path, content, provenance, isStoreLocked: true });
  });
  publish(memoryStoreTopic(memoryStoreId));
  return result;
}

async function readSource(tx: Tx, input: RestoreMemoryInput): Promise<{ path: string; content: string }> {
  const readable = await lockSources(tx, input.memoryStoreId, [input.memoryVersionId]);
  const { rows } = await tx.query<MemoryVersionRow>(
    "SELECT * FROM memory_version WHERE memory_store_id = $1 AND id = $2 AND memory_id = $3",
    [input.memoryStoreId, input.memoryVersionId, input.memoryId],
  );
  const version = rows[0];
  if (version === undefined) throw new NotFoundError("memory version", input.memoryVersionId);
  if (!readable.has(version.id) || version.path === null || version.content === null) {
    const why = version.operation === "deleted" ? "is a deletion and holds no text" : "was redacted and holds no text";
    throw new InvalidRequestError(`memory_version_id: the version ${why}; restore another one.`);
  }
  return { path: version.path, content: version.content };
}

async function isLive(tx: Tx, input: RestoreMemoryInput): Promise<boolean> {
  const { rows } = await tx.query("SELECT 1 FROM memory WHERE memory_store_id = $1 AND id = $2", [
    input.memoryStoreId,
    input.memoryId,
  ]);
  return rows.length > 0;
}
