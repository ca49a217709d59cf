import type { Tx } from "@/lib/db/transaction";

/**
 * Of the versions that are to be copied, those that can still be read, locked against redaction until the transaction ends: who
 * copies locks what is copied, so that no copy appears after a redaction looked for copies.
 */
export async function lockSources(
  tx: Tx,
  memoryStoreId: string,
  versionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (versionIds.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM memory_version
     WHERE memory_store_id = $1 AND id = ANY($2::text[]) AND redacted_at IS NULL AND content IS NOT NULL
     ORDER BY id FOR SHARE`,
    [memoryStoreId, versionIds],
  );
  return new Set(rows.map((row) => row.id));
}
