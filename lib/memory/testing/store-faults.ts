import type pg from "pg";

/**
 * What is wrong in the tables of a store, as `fault id`; empty where every head is its memory's newest version and whole,
 * sequences have no gap, no path stands above another, and each version has exactly one row in the audit record and the
 * other way round.
 */
export async function findStoreFaults(pool: pg.Pool, memoryStoreId: string): Promise<string[]> {
  const { rows } = await pool.query<{ fault: string }>(
    `SELECT 'head ' || m.id AS fault FROM memory m
     LEFT JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND (v.id IS NULL OR v.operation = 'deleted' OR v.path <> m.path
       OR v.content_sha256 <> m.content_sha256 OR v.sequence <> m.sequence OR v.created_at <> m.updated_at
       OR EXISTS (SELECT 1 FROM memory_version l
                  WHERE l.memory_store_id = $1 AND l.memory_id = m.id AND l.sequence > m.sequence))
     UNION ALL
     SELECT 'content ' || id FROM memory_version
     WHERE memory_store_id = $1 AND content_sha256 <> encode(sha256(convert_to(content, 'UTF8')), 'hex')
     UNION ALL
     SELECT 'gap ' || memory_id FROM memory_version WHERE memory_store_id = $1
     GROUP BY memory_id HAVING max(sequence) <> count(*) OR count(DISTINCT created_at) <> count(*)
     UNION ALL
     SELECT 'headless ' || memory_id FROM (
       SELECT DISTINCT ON (memory_id) memory_id, operation FROM memory_version WHERE memory_store_id = $1
       ORDER BY memory_id, sequence DESC) l
     WHERE operation <> 'deleted' AND NOT EXISTS (SELECT 1 FROM memory m WHERE m.memory_store_id = $1 AND m.id = l.memory_id)
     UNION ALL
     SELECT 'overlap ' || a.id FROM memory a
     JOIN memory b ON b.memory_store_id = $1 AND starts_with(b.path, a.path || '/') WHERE a.memory_store_id = $1
     UNION ALL
     SELECT 'audit ' || coalesce(v.id, e.id) FROM (SELECT id FROM memory_version WHERE memory_store_id = $1) v
     FULL JOIN (SELECT min(id) AS id, details->>'memory_version_id' AS version_id, count(*) AS events FROM audit_event
                WHERE memory_store_id = $1 AND action IN ('memory.create', 'memory.update', 'memory.delete') GROUP BY 2) e
       ON e.version_id = v.id
     WHERE v.id IS NULL OR e.version_id IS NULL OR e.events <> 1`,
    [memoryStoreId],
  );
  return rows.map((row) => row.fault);
}
