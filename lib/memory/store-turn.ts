import type pg from "pg";
import { type Ctx, inTransaction } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";

interface Turnstile {
  inside: number;
  waiting: (() => void)[];
}

const registry = globalThis as typeof globalThis & { reverieStoreTurns?: WeakMap<pg.Pool, Map<string, Turnstile>> };

// Each holds a connection of the pool while it waits for the store, and other stores need some, too.
const insideLimit = 6;

/** Runs `work`, a transaction that locks the store, when fewer than six others of this store run, in the order of asking. */
export async function takeStoreTurn<T>(pool: pg.Pool, memoryStoreId: string, work: () => Promise<T>): Promise<T> {
  registry.reverieStoreTurns ??= new WeakMap();
  const turnstiles = registry.reverieStoreTurns.get(pool) ?? new Map<string, Turnstile>();
  registry.reverieStoreTurns.set(pool, turnstiles);
  const turnstile = turnstiles.get(memoryStoreId) ?? { inside: 0, waiting: [] };
  turnstiles.set(memoryStoreId, turnstile);
  if (turnstile.inside >= insideLimit) await new Promise<void>((resolve) => turnstile.waiting.push(resolve));
  else turnstile.inside += 1;
  try {
    return await work();
  } finally {
    const next = turnstile.waiting.shift();
    if (next !== undefined) next();
    else if (--turnstile.inside === 0) turnstiles.delete(memoryStoreId);
  }
}

/** Runs `work`, which locks the store, in the context's transaction, or in its turn in one of its own. */
export function inStoreTransaction<T>(ctx: Ctx, memoryStoreId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const run = () => inTransaction(ctx, work);
  return ctx.tx === null ? takeStoreTurn(ctx.pool, memoryStoreId, run) : run();
}
