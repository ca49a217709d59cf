/** What of a store is exported. */
export interface ExportSelection {
  memoryStoreId: string;
  /** Starts and ends with /. */
  pathPrefix: string;
  /** The store as it was then; null as it is. */
  at: Date | null;
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** What was written by then, of all that is committed: some other transaction that is still open says nothing of it. */
const wasWritten = (alias: string, at: string) => `${alias}.created_at <= ${at}`;

/** The character after / is 0, so this is what lies below the prefix $2, and all of a store for /. */
const isBelow = (path: string) => `${path} > $2 AND ${path} < left($2, -1) || '0'`;

/**
 * The version of each memory that stands at the chosen moment, by path. As of a past moment a version that was redacted
 * since is among them where the reader asks for it.
 */
export function selectHeads(selection: ExportSelection, columns: string, redacted: "with" | "without"): Statement {
  const { memoryStoreId, pathPrefix, at } = selection;
  if (at === null) {
    return {
      text: `SELECT ${columns} FROM memory m
             JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
             WHERE m.memory_store_id = $1 AND ${isBelow("m.path")} ORDER BY m.path`,
      values: [memoryStoreId, pathPrefix],
    };
  }
  return {
    // The keys alone are sorted; the contents are fetched one by one afterwards.
    text: `SELECT ${columns} FROM (
             SELECT DISTINCT ON (o.memory_id) o.id, o.path, o.operation FROM memory_version o
             WHERE o.memory_store_id = $1 AND ${wasWritten("o", "$3")}
             ORDER BY o.memory_id, o.sequence DESC
           ) state
           CROSS JOIN LATERAL (SELECT * FROM memory_version v WHERE v.memory_store_id = $1 AND v.id = state.id OFFSET 0) v
           WHERE state.operation <> 'deleted'
             AND (${isBelow("state.path")} ${redacted === "with" ? "OR state.path IS NULL AND $2 = '/'" : ""})
           ORDER BY state.path, state.id`,
    values: [memoryStoreId, pathPrefix, at],
  };
}

/** Every version of the memories that ever stood below the prefix, oldest first. */
export function selectHistory(selection: ExportSelection, columns: string): Statement {
  const { memoryStoreId, pathPrefix, at } = selection;
  const values: unknown[] = [memoryStoreId];
  const conditions = ["v.memory_store_id = $1"];
  if (pathPrefix !== "/") {
    values.push(pathPrefix);
    conditions.push(
      `v.memory_id IN (SELECT o.memory_id FROM memory_version o WHERE o.memory_store_id = $1 AND ${isBelow("o.path")})`,
    );
  }
  if (at !== null) conditions.push(wasWritten("v", `$${values.push(at)}`));
  return {
    text: `SELECT ${columns} FROM memory_version v WHERE ${conditions.join(" AND ")} ORDER BY v.created_at, v.id`,
    values,
  };
}
