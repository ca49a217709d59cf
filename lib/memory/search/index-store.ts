import type pg from "pg";
import { withTransaction } from "@/lib/db/transaction";

export const memoriesPerTurn = 100;

/** All that transactions before `indexed_before` wrote is done, and of this one's versions those up to `indexed_through`. */
interface Place {
  indexed_before: string;
  indexed_through: string;
}

interface Behind {
  snapshot_xmin: string;
  /** Heads without a row in the order of their writing, as many as one turn takes. */
  version_ids: string[];
}

// One statement, so that what it finds and the transactions that may still add to it are of one snapshot. OFFSET 0 makes it
// go along the index of writing and stop when the turn is full.
const findBehind = `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS snapshot_xmin,
    ARRAY(
      SELECT v.id
      FROM (
        SELECT v.memory_store_id, v.memory_id, v.id, v.written_xid FROM memory_version v
        WHERE v.memory_store_id = $1 AND (v.written_xid, v.id) > ($2::xid8, $3) AND v.content IS NOT NULL
        ORDER BY v.written_xid, v.id OFFSET 0
      ) v
      CROSS JOIN LATERAL (
        SELECT FROM memory m
        WHERE m.memory_store_id = v.memory_store_id AND m.id = v.memory_id AND m.memory_version_id = v.id OFFSET 0
      ) head
      WHERE NOT EXISTS (SELECT FROM memory_search s WHERE s.memory_store_id = v.memory_store_id
                        AND s.memory_id = v.memory_id AND s.memory_version_id = v.id)
      ORDER BY v.written_xid, v.id LIMIT $4) AS version_ids`;

// $2 and $3 the place after which this turn begins, $4 and $5 the place it ends with; null = the last.
const dropDeleted = `
  DELETE FROM memory_search s USING (
    SELECT DISTINCT v.memory_id FROM memory_version v
    WHERE v.memory_store_id = $1 AND (v.written_xid, v.id) > ($2::xid8, $3)
      AND ($4::xid8 IS NULL OR (v.written_xid, v.id) <= ($4, $5)) AND v.operation = 'deleted'
  ) gone
  WHERE s.memory_store_id = $1 AND s.memory_id = gone.memory_id
    AND NOT EXISTS (SELECT FROM memory m WHERE m.memory_store_id = $1 AND m.id = gone.memory_id)`;

// Up to the last version of a full turn all is done, unless its transaction or an earlier one was still in flight; up to those
// all is done otherwise. $3 null: the turn was not full.
const reachedPlace = `
  SELECT place.indexed_before::text, place.indexed_through FROM (
    SELECT v.written_xid AS indexed_before, v.id AS indexed_through FROM memory_version v
    WHERE v.memory_store_id = $1 AND v.id = $3 AND v.written_xid < $2::xid8
    UNION ALL SELECT $2::xid8, ''
  ) place
  ORDER BY place.indexed_before LIMIT 1`;

// As in a search all goes by index. New rows are merged into the GIN indexes in larger portions than usual, which is far
// quicker for a store that is indexed for the first time.
const prepare = `
  SET LOCAL jit = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off;
  SET LOCAL gin_pending_list_limit = '16MB'; SET LOCAL work_mem = '64MB'`;

/**
 * Brings the search rows of a store one step nearer to its heads: at most `memoriesPerTurn` rows, in one transaction. True
 * when more is to do. Several workers may call it; one at a time works on a store and the others find nothing to do.
 */
export async function indexStore(pool: pg.Pool, memoryStoreId: string): Promise<boolean> {
  return withTransaction(pool, async (tx) => {
    await tx.query(prepare);
    const progress = await tx.query<Place>(
      `SELECT indexed_before::text, indexed_through FROM memory_search_progress
       WHERE memory_store_id = $1 FOR UPDATE SKIP LOCKED`,
      [memoryStoreId],
    );
    const from = progress.rows[0];
    if (from === undefined) {
      // A store that is deleted meanwhile gets no entry.
      const { rowCount } = await tx.query(
        `INSERT INTO memory_search_progress SELECT id, '0' FROM memory_store WHERE id = $1 ON CONFLICT DO NOTHING`,
        [memoryStoreId],
      );
      return rowCount === 1;
    }
    const { rows } = await tx.query<Behind>(findBehind, [
      memoryStoreId,
      from.indexed_before,
      from.indexed_through,
      memoriesPerTurn,
    ]);
    const behind = rows[0];
    if (behind === undefined) return false;
    // The lock keeps a redaction waiting until the row is there for it to find; one under way is not waited for.
    const locked = await tx.query<{ id: string }>(
      `SELECT id FROM memory_version WHERE memory_store_id = $1 AND id = ANY($2) AND content IS NOT NULL
       FOR SHARE SKIP LOCKED`,
      [memoryStoreId, behind.version_ids],
    );
    await tx.query(
      `INSERT INTO memory_search (memory_store_id, memory_id, memory_version_id, content, words)
       SELECT memory_store_id, memory_id, id, content, to_tsvector('simple', content) FROM memory_version
       WHERE memory_store_id = $1 AND id = ANY($2) AND content IS NOT NULL
       ON CONFLICT (memory_store_id, memory_id) DO UPDATE
         SET memory_version_id = excluded.memory_version_id, content = excluded.content, words = excluded.words`,
      [memoryStoreId, locked.rows.map((row) => row.id)],
    );
    const isFull = behind.version_ids.length === memoriesPerTurn;
    const last = isFull ? behind.version_ids.at(-1) : undefined;
    const reached = await tx.query<Place>(reachedPlace, [memoryStoreId, behind.snapshot_xmin, last ?? null]);
    const to = reached.rows[0] ?? from;
    await tx.query(dropDeleted, [
      memoryStoreId,
      from.indexed_before,
      from.indexed_through,
      isFull ? to.indexed_before : null,
      to.indexed_through,
    ]);
    if (locked.rows.length === behind.version_ids.length) {
      await tx.query(
        "UPDATE memory_search_progress SET indexed_before = $2::xid8, indexed_through = $3 WHERE memory_store_id = $1",
        [memoryStoreId, to.indexed_before, to.indexed_through],
      );
    }
    return isFull;
  });
}
