import type pg from "pg";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { inSearchLane, type LaneName } from "./search-lane";

/** Runs one statement within what is left of the search's time. */
export type RunStatement = <R extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => Promise<R[]>;

// All statements of a search see one state of the store. Few heads and rows are ever joined, so all goes by index, whatever
// the planner thinks of a store whose statistics are old.
const prepare = `
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SET LOCAL jit = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
  SET LOCAL enable_seqscan = off`;

/**
 * Runs a search in a read-only transaction, in its lane and under its time limit. Throws InvalidRequestError for what takes too
 * long and for patterns that PostgreSQL refuses, RateLimitError when too many searches wait.
 */
export async function runSearch<T>(pool: pg.Pool, lane: LaneName, work: (run: RunStatement) => Promise<T>): Promise<T> {
  return inSearchLane(lane, async (timeLimitMs) => {
    try {
      return await withTransaction(pool, async (tx) => {
        await tx.query(prepare);
        return work(limitStatements(tx, Date.now() + timeLimitMs));
      });
    } catch (error) {
      throw explain(error);
    }
  });
}

function limitStatements(tx: Tx, deadline: number): RunStatement {
  return async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => {
    const leftMs = Math.max(1, deadline - Date.now());
    await tx.query("SELECT set_config('statement_timeout', $1, true)", [String(leftMs)]);
    return (await tx.query<R>(text, values)).rows;
  };
}

function explain(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "2201B") {
    const words = error instanceof Error ? error.message : "";
    return new InvalidRequestError(`q: PostgreSQL refuses it: ${words}.`);
  }
  // Cut off by its time limit, or beyond what a statement may build up.
  if (code === "57014" || code.startsWith("54")) {
    return new InvalidRequestError("q: this search is too costly and was cut off. Make it more specific.");
  }
  return error;
}
