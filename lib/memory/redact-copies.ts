import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { eraseVersion } from "./erase-version";
import { maskHead } from "./mask-head";
import type { MemoryRow } from "./memory-row";

interface Copy {
  memoryStoreId: string;
  memoryVersionId: string;
}

const mask = "[redacted]\n";

/**
 * Erases every word-for-word copy of an erased version, copies of copies too. A copy that is a live head is masked
 * first. Copiers lock what they copy, so the copies of a version are looked for only after it is erased: none can
 * appear later.
 */
export async function redactCopies(tx: Tx, ctx: Ctx, originVersionId: string): Promise<Copy[]> {
  const copies: Copy[] = [];
  // Each once: a history that was imported may claim to copy itself.
  const erased = new Set([originVersionId]);
  for (const origin of erased) {
    const { rows } = await tx.query<{ memory_store_id: string; id: string; memory_id: string }>(
      `SELECT memory_store_id, id, memory_id FROM memory_version WHERE origin_memory_version_id = $1
       ORDER BY memory_store_id, memory_id, id`,
      [origin],
    );
    for (const row of rows) {
      const copy = { memoryStoreId: row.memory_store_id, memoryVersionId: row.id };
      await maskIfHead(tx, ctx, copy, row.memory_id);
      if (await eraseVersion(tx, ctx, copy)) copies.push(copy);
      erased.add(row.id);
    }
  }
  return copies;
}

async function maskIfHead(tx: Tx, ctx: Ctx, copy: Copy, memoryId: string): Promise<void> {
  // Locks only a head that still is this version, also after waiting for another writer.
  const { rows } = await tx.query<Omit<MemoryRow, "content">>(
    "SELECT * FROM memory WHERE memory_store_id = $1 AND id = $2 AND memory_version_id = $3 FOR UPDATE",
    [copy.memoryStoreId, memoryId, copy.memoryVersionId],
  );
  const head = rows[0];
  if (head === undefined) return;
  await maskHead(tx, ctx, head, mask, "The text that this copied was redacted.");
}
