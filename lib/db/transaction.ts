import type pg from "pg";

/** A client inside a transaction. Writes, audit rows and jobs all go through it. */
export interface Tx {
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>>;
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>>;
}

/** Whatever can run a statement: the pool or a transaction. */
export type Queryable = Tx;

const deadlockDetected = "40P01";
const attemptsLimit = 4;

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. A deadlock is tried again,
 * since the database has undone everything by then.
 */
export function withTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retryDeadlocks(() => runOnce(pool, work));
}

/** Runs `work` inside a transaction so that, when it throws, what it did is undone and the transaction goes on. */
export function withSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return retryDeadlocks(async () => {
    await tx.query("SAVEPOINT nested");
    try {
      const result = await work();
      await tx.query("RELEASE SAVEPOINT nested");
      return result;
    } catch (error) {
      await tx.query("ROLLBACK TO SAVEPOINT nested; RELEASE SAVEPOINT nested");
      throw error;
    }
  });
}

async function retryDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptsLimit || !isDeadlock(error)) throw error;
    }
  }
}

async function runOnce<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client as Tx);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === deadlockDetected;
}
