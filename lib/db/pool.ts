import pg from "pg";
import { lowerPriorityOfBackend } from "./lower-priority";
import { parseTimestamp } from "./timestamps";

// timestamptz stays a Date; bigint counts are safe as numbers at any size we reach.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, parseTimestamp);

const registry = globalThis as typeof globalThis & { reveriePools?: Map<string, pg.Pool> };

/** The one pool of this process for a database, shared by the two module graphs through globalThis. */
export function getPool(connectionString: string): pg.Pool {
  return poolOf("requests", connectionString, 20);
}

/** The same for work that nobody waits for: its backends give way to others where they run on this machine. */
export function getBackgroundPool(connectionString: string): pg.Pool {
  return poolOf("background", connectionString, 8);
}

function poolOf(purpose: "requests" | "background", connectionString: string, max: number): pg.Pool {
  registry.reveriePools ??= new Map();
  const name = `${purpose} ${connectionString}`;
  const existing = registry.reveriePools.get(name);
  if (existing !== undefined) return existing;
  const pool = new pg.Pool({ connectionString, max, allowExitOnIdle: true });
  if (purpose === "background") {
    // Not in its published types, but what pg itself cancels by.
    pool.on("connect", (client: pg.PoolClient & { processID?: number | null }) => {
      if (typeof client.processID === "number") lowerPriorityOfBackend(client.processID);
    });
  }
  // An idle connection that the server closes is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one that is lost while it is in use: its statement fails, and that is where the loss is handled.
  pool.on("connect", (client) => client.on("error", () => undefined));
  registry.reveriePools.set(name, pool);
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
