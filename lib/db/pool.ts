import pg from "pg";
import { parseTimestamp } from "./timestamps";

// timestamptz stays a Date; bigint counts are safe as numbers at any size we reach.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, parseTimestamp);

const registry = globalThis as typeof globalThis & { reveriePools?: Map<string, pg.Pool> };

/** The one pool of this process for a database, shared by the two module graphs through globalThis. */
export function getPool(connectionString: string): pg.Pool {
  registry.reveriePools ??= new Map();
  const existing = registry.reveriePools.get(connectionString);
  if (existing !== undefined) return existing;
  const pool = new pg.Pool({ connectionString, max: 20, allowExitOnIdle: true });
  // An idle connection that the server closes is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one that is lost while it is in use: its statement fails, and that is where the loss is handled.
  pool.on("connect", (client) => client.on("error", () => undefined));
  registry.reveriePools.set(connectionString, pool);
  return pool;
}

/** The pool of the running application. Throws when the process has not said which database it uses. */
export function getApplicationPool(): pg.Pool {
  const connectionString = process.env.REVERIE_DATABASE_URL;
  if (connectionString === undefined || connectionString === "") throw new Error("REVERIE_DATABASE_URL is not set");
  return getPool(connectionString);
}

/** Closes every pool of this process. */
export async function closePools(): Promise<void> {
  const pools = [...(registry.reveriePools?.values() ?? [])];
  registry.reveriePools?.clear();
  await Promise.all(pools.map((pool) => pool.end()));
}
