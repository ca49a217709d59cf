import type { Tx } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import type { MemoryRow } from "./memory-row";

/** The head with its content, locked until the transaction ends. Throws NotFoundError. */
export async function lockMemory(tx: Tx, memoryStoreId: string, memoryId: string): Promise<MemoryRow> {
  // Two statements: a joined version would be the one from before the wait for the lock.
  const head = await tx.query<MemoryRow>({
    name: "lock-memory",
    text: "SELECT * FROM memory WHERE memory_store_id = $1 AND id = $2 FOR UPDATE",
    values: [memoryStoreId, memoryId],
  });
  const row = head.rows[0];
  if (row === undefined) throw new NotFoundError("memory", memoryId);
  const version = await tx.query<{ content: string }>({
    name: "read-version-content",
    text: "SELECT content FROM memory_version WHERE memory_store_id = $1 AND id = $2",
    values: [memoryStoreId, row.memory_version_id],
  });
  return { ...row, content: version.rows[0]?.content ?? "" };
}
