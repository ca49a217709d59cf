import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { lockSources } from "./lock-sources";
import type { PastChange } from "./resolve-changes";
import { changeInBulk, createInBulk, deleteInBulk, type RestoreWrite } from "./restore-writes";

/** A change that can be taken back. */
export type Revertible = Exclude<PastChange, { kind: "unknown" }>;

/**
 * Takes changes back, many files in a statement: deletes, then moves and texts, then new heads. Gives those whose past was redacted
 * meanwhile, which are left alone. The transaction holds the store's lock exclusively.
 */
export async function restoreChanges(
  tx: Tx,
  ctx: Ctx,
  memoryStoreId: string,
  changes: readonly Revertible[],
): Promise<ReadonlySet<Revertible>> {
  const readable = await lockSources(
    tx,
    memoryStoreId,
    changes.flatMap((change) => (change.kind === "created" ? [] : [change.before.memory_version_id])),
  );
  const doomed: string[] = [];
  const changed: RestoreWrite[] = [];
  const missing: RestoreWrite[] = [];
  const lost = new Set<Revertible>();
  for (const change of changes) {
    if (change.kind === "created") doomed.push(change.now.memory_id);
    else if (!readable.has(change.before.memory_version_id)) lost.add(change);
    else if (change.kind === "deleted") missing.push(writeOf(change.before.memory_id, change));
    else changed.push(writeOf(change.now.memory_id, change));
  }
  await deleteInBulk(tx, ctx, memoryStoreId, doomed);
  await changeInBulk(tx, ctx, memoryStoreId, changed);
  await createInBulk(tx, ctx, memoryStoreId, await underFreeIds(tx, memoryStoreId, missing));
  return lost;
}

function writeOf(memoryId: string, change: Exclude<Revertible, { kind: "created" }>): RestoreWrite {
  return { memoryId, sourceVersionId: change.before.memory_version_id, path: change.before.path };
}

/** A file that lives on elsewhere keeps its id there; what stood here then becomes a memory of its own. */
async function underFreeIds(tx: Tx, memoryStoreId: string, writes: readonly RestoreWrite[]): Promise<RestoreWrite[]> {
  const { rows } = await tx.query<{ id: string }>(
    "SELECT id FROM memory WHERE memory_store_id = $1 AND id = ANY($2::text[])",
    [memoryStoreId, writes.map((write) => write.memoryId)],
  );
  const live = new Set(rows.map((row) => row.id));
  return writes.map((write) => (live.has(write.memoryId) ? { ...write, memoryId: newId("memory") } : write));
}
