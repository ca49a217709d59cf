/** The SQL of the values that a question about a moment is asked with. */
export interface MomentSql {
  memoryStoreId: string;
  /** A timestamptz; infinity = all that is written. */
  at: string;
  /** A pg_snapshot as text, or null for what is committed now. */
  pin: string;
}

const isVisible = (moment: MomentSql, row: string) =>
  `${row}.created_at <= ${moment.at}::timestamptz
   AND (${moment.pin}::text IS NULL OR pg_visible_in_snapshot(${row}.written_xid, ${moment.pin}::text::pg_snapshot))`;

/** True for a version that was the last of its memory. Time and sequence rise together, so the next version alone decides. */
function isLast(moment: MomentSql, row: string): string {
  return `NOT EXISTS (
    SELECT 1 FROM (SELECT n.created_at, n.written_xid FROM memory_version n
                   WHERE n.memory_store_id = ${moment.memoryStoreId} AND n.memory_id = ${row}.memory_id
                     AND n.sequence > ${row}.sequence
                   ORDER BY n.sequence LIMIT 1) following
    WHERE ${isVisible(moment, "following")})`;
}

/** Conditions on `c.path` and `c.memory_id`: where a walk begins, and where it ends. */
export interface PathRange {
  from: string;
  until: string;
}

/**
 * SQL for `path, memory_id, sequence, operation` of the files of a store at a moment, in order of path and memory; a LIMIT on
 * it ends the walk. A file's path at a moment is the path of its last version until then: of each file that ever stood at a
 * path the last version there is taken from the index, and kept if nothing came after it in time. One file a step, because
 * for all at once the database prefers to sort the store. It has no ORDER BY, which would make it walk to the end.
 */
export function statesAt(moment: MomentSql, range: PathRange, includeDeleted = false): string {
  const first = (start: string) => `
    SELECT c.path, c.memory_id, c.sequence, c.operation FROM memory_version c
    WHERE c.memory_store_id = ${moment.memoryStoreId} AND ${start} AND ${range.until} AND ${isVisible(moment, "c")}
    ORDER BY c.path, c.memory_id, c.sequence DESC LIMIT 1`;
  return `
    WITH RECURSIVE place AS (
      (${first(range.from)})
      UNION ALL
      SELECT following.* FROM place p
      CROSS JOIN LATERAL (${first("(c.path, c.memory_id) > (p.path, p.memory_id)")}) following
    )
    SELECT c.path, c.memory_id, c.sequence, c.operation FROM place c
    WHERE ${includeDeleted ? "" : "c.operation <> 'deleted' AND "}${isLast(moment, "c")}`;
}

/** SQL for `memory_id, id, redacted_at` of the files whose state at a moment was redacted since; `range` is a condition on `r.memory_id`. */
export function redactedStatesAt(moment: MomentSql, range: string): string {
  return `
    SELECT r.memory_id, r.id, r.redacted_at FROM memory_version r
    WHERE r.memory_store_id = ${moment.memoryStoreId} AND r.redacted_at IS NOT NULL AND r.operation <> 'deleted' AND ${range}
      AND ${isVisible(moment, "r")} AND ${isLast(moment, "r")}
    ORDER BY r.memory_id`;
}

/** SQL for the last version until a moment of one memory, which may be a deletion or redacted; `memoryId` is SQL. */
export function lastVersionAt(moment: MomentSql, memoryId: string): string {
  return `
    SELECT l.* FROM memory_version l
    WHERE l.memory_store_id = ${moment.memoryStoreId} AND l.memory_id = ${memoryId} AND ${isVisible(moment, "l")}
    ORDER BY l.sequence DESC LIMIT 1`;
}
