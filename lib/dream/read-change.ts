import type { Queryable, Tx } from "@/lib/db/transaction";
import type { ChangeRow } from "./change-row";

/** All changes of a dream in their order. */
export async function readChanges(db: Queryable, dreamId: string): Promise<ChangeRow[]> {
  const { rows } = await db.query<ChangeRow>("SELECT * FROM dream_change WHERE dream_id = $1 ORDER BY position", [
    dreamId,
  ]);
  return rows;
}

/** One change, locked until the transaction ends; null when the dream has none with this id. */
export async function lockChange(tx: Tx, dreamId: string, changeId: string): Promise<ChangeRow | null> {
  const { rows } = await tx.query<ChangeRow>("SELECT * FROM dream_change WHERE dream_id = $1 AND id = $2 FOR UPDATE", [
    dreamId,
    changeId,
  ]);
  return rows[0] ?? null;
}

/** The text that the change was made from: empty for a new file, null when it was redacted or erased since. */
export async function readBaseText(db: Queryable, memoryStoreId: string, change: ChangeRow): Promise<string | null> {
  if (change.base_memory_version_id === null) return "";
  const { rows } = await db.query<{ content: string | null }>(
    "SELECT content FROM memory_version WHERE memory_store_id = $1 AND id = $2",
    [memoryStoreId, change.base_memory_version_id],
  );
  return rows[0]?.content ?? null;
}
