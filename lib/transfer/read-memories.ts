import type pg from "pg";

export interface ExportedMemory {
  path: string;
  content: string;
  updated_at: Date;
}

/** At most 5 MB of content at a time. */
const rowsPerRead = 50;

/**
 * The memories under a prefix in path order, all as they were at one moment. Holds a connection with an open snapshot
 * until it is read to its end or given up.
 */
export async function* readMemories(
  pool: pg.Pool,
  input: { memoryStoreId: string; pathPrefix: string },
): AsyncGenerator<ExportedMemory, void, undefined> {
  const client = await pool.connect();
  let isComplete = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    for (let after = input.pathPrefix; ; ) {
      const { rows } = await client.query<ExportedMemory>(
        `SELECT m.path, v.content, m.updated_at FROM memory m
         JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
         WHERE m.memory_store_id = $1 AND m.path > $2 AND m.path < $3 ORDER BY m.path LIMIT ${rowsPerRead}`,
        // The character after / is 0, so this ends what lies below the prefix.
        [input.memoryStoreId, after, `${input.pathPrefix.slice(0, -1)}0`],
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRead) break;
      after = last.path;
    }
    await client.query("COMMIT");
    isComplete = true;
  } finally {
    // A snapshot that was given up, or a connection that failed, is closed rather than handed to the next user.
    client.release(!isComplete);
  }
}
