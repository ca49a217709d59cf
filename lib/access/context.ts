import type pg from "pg";
import type { Via } from "@/lib/contract/memory-version";
import { type Tx, withSavepoint, withTransaction } from "@/lib/db/transaction";
import type { Actor } from "./actor";

/** Removes what was redacted from one kind of derived text, inside the redaction's transaction. */
export type Scrubber = (
  tx: Tx,
  redacted: { memoryStoreId: string; memoryVersionIds: readonly string[] },
) => Promise<void>;

/** What every use case is given: who asks, through which door, and the database. */
export interface Ctx {
  actor: Actor;
  pool: pg.Pool;
  /** Present when the use case is part of a larger transaction. */
  tx: Tx | null;
  /** The transaction outlives a use case that fails, so each undoes what it did. */
  isUndoable?: true;
  clock: () => Date;
  via: Via;
  /** The writer's own words for the change, ≤ 500 characters. */
  reason: string | null;
  /** When the noted thing was true, where the writer says so. */
  asOf: Date | null;
  requestId: string | null;
  address: string | null;
  scrubbers: readonly Scrubber[];
}

/** Runs `work` in the context's transaction, or in one of its own. */
export function inTransaction<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { tx } = ctx;
  if (tx === null) return withTransaction(ctx.pool, work);
  return ctx.isUndoable === true ? withSavepoint(tx, () => work(tx)) : work(tx);
}

/** Where a reader of this context sends its statements. */
export function readerOf(ctx: Ctx): Tx {
  return ctx.tx ?? (ctx.pool as Tx);
}
