import type { Queryable } from "@/lib/db/transaction";

// The order makes it one look into the index of writing for each store. Left to itself the planner takes a store that has
// nothing new for one whose first row will do, and reads the versions of all of them.
const storesBehind = `
  SELECT s.id FROM memory_store s
  LEFT JOIN memory_search_progress p ON p.memory_store_id = s.id
  CROSS JOIN LATERAL (
    SELECT v.written_xid FROM memory_version v WHERE v.memory_store_id = s.id
    ORDER BY v.memory_store_id DESC, v.written_xid DESC LIMIT 1
  ) newest
  WHERE newest.written_xid >= coalesce(p.indexed_before, '0')`;

/** The stores that were written to since the search indexer had been by, by their ids. */
export async function findStoresBehind(reader: Queryable): Promise<string[]> {
  const { rows } = await reader.query<{ id: string }>(storesBehind);
  return rows.map(({ id }) => id);
}
