import type { Queryable } from "@/lib/db/transaction";

// What is not indexed is read by every search: with so many memories of 2 KB one took 0.3 to 0.5 s on a busy machine.
const farVersions = 10_000;

const farBehind = `
  SELECT FROM memory_search_progress p
  JOIN memory_version v ON v.memory_store_id = p.memory_store_id
    AND (v.written_xid, v.id) > (p.indexed_before, p.indexed_through)
  WHERE p.memory_store_id = $1 OFFSET $2 LIMIT 1`;

/** True when searches of a store must read more than 10,000 versions that the indexer has not been by. */
export async function isFarBehind(reader: Queryable, memoryStoreId: string, versions = farVersions): Promise<boolean> {
  const { rowCount } = await reader.query(farBehind, [memoryStoreId, versions]);
  return rowCount === 1;
}
