import type pg from "pg";

/** At most 7 MB of content in each of the two batches that are held at once. */
const rowsPerRead = 64;

/**
 * The rows of one statement in batches, all as they were at one moment; the next batch is fetched while one is used.
 * Holds a connection with an open snapshot until it is read to its end or given up.
 */
export async function* readSnapshot<R extends pg.QueryResultRow>(
  pool: pg.Pool,
  statement: { text: string; values: readonly unknown[] },
): AsyncGenerator<R[], void, undefined> {
  const client = await pool.connect();
  let isComplete = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${statement.text}`, [...statement.values]);
    const read = () => client.query<R>(`FETCH ${rowsPerRead} FROM exported`);
    for (let next = read(); ; ) {
      const { rows } = await next;
      if (rows.length === 0) break;
      next = read();
      // Whether it is awaited or given up, a failure must not end the process.
      next.catch(() => undefined);
      yield rows;
    }
    await client.query("COMMIT");
    isComplete = true;
  } finally {
    // A snapshot that was given up, or a connection that failed, is closed rather than handed to the next user.
    client.release(!isComplete);
  }
}
