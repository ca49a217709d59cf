import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRedact } from "@/lib/access/store-reach";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { eraseWithCopies } from "./erase-with-copies";
import { type MemoryVersionRow, presentMemoryVersion } from "./memory-version-row";
import { requireStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";

/**
 * Erases one version's content, path, hash and size, the copies that dreams made of it, and every derived text; the
 * tombstone keeps who, when and what kind. A second call changes nothing. Throws NotFoundError, PermissionError, and
 * InvalidRequestError for the current version of a live memory.
 */
export async function redactMemoryVersion(
  ctx: Ctx,
  input: { memoryStoreId: string; memoryVersionId: string },
): Promise<MemoryVersion> {
  requireStoreRedact(ctx.actor, input.memoryStoreId);
  const result = await inTransaction(ctx, async (tx) => {
    await requireStore(tx, ctx, input.memoryStoreId);
    const version = await readVersion(tx, input);
    const head = await tx.query<{ memory_version_id: string }>(
      "SELECT memory_version_id FROM memory WHERE memory_store_id = $1 AND id = $2 FOR UPDATE",
      [input.memoryStoreId, version.memory_id],
    );
    if (head.rows[0]?.memory_version_id === version.id) {
      throw new InvalidRequestError(
        "This is the current version of a live memory. Write a new version or delete the memory first, then redact.",
      );
    }
    // Another redaction may have come first; the one that erases the row is the one that counts.
    await eraseWithCopies(tx, ctx, { ...input, memoryId: version.memory_id });
    return presentMemoryVersion(await readVersion(tx, input), "full");
  });
  publish(memoryStoreTopic(input.memoryStoreId));
  return result;
}

async function readVersion(
  tx: Tx,
  input: { memoryStoreId: string; memoryVersionId: string },
): Promise<MemoryVersionRow> {
  const { rows } = await tx.query<MemoryVersionRow>(
    "SELECT * FROM memory_version WHERE memory_store_id = $1 AND id = $2",
    [input.memoryStoreId, input.memoryVersionId],
  );
  if (rows[0] === undefined) throw new NotFoundError("memory version", input.memoryVersionId);
  return rows[0];
}
