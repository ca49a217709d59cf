import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseUser } from "./initialise-cluster";

/** How to reach the embedded server. The host is a folder where it listens on a unix socket. */
export interface ClusterConnection {
  host: string;
  port: number;
  password: string;
}

const databaseName = "reverie";

/** The connection string of the application's database. */
export function clusterUrl(connection: ClusterConnection): string {
  const { host, port, password } = connection;
  const address = `postgresql://${databaseUser}:${encodeURIComponent(password)}@localhost:${port}/${databaseName}`;
  return host.startsWith("/") ? `${address}?host=${encodeURIComponent(host)}` : address;
}

/**
 * Waits until the server takes connections; recovery after a crash may need a while.
 *
 * @param keepWaiting asked before each further attempt, so that a server that died is not waited for
 * @throws the last failure once the time is up or waiting is pointless
 */
export async function awaitConnection(
  connection: ClusterConnection,
  timeoutMs: number,
  keepWaiting: () => boolean,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = 15; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    try {
      return await withClient(connection, "postgres", async () => undefined);
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline || !keepWaiting()) throw error;
    }
    await sleep(pauseMs);
  }
}

/** Makes the application's database in a new cluster. */
export async function ensureDatabase(connection: ClusterConnection): Promise<void> {
  await withClient(connection, "postgres", async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
}

async function withClient<T>(
  { host, port, password }: ClusterConnection,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ host, port, password, user: databaseUser, database, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Not listening yet, starting up (57P03), or cut off by a restart.
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "57P03", "57P01", "57P02", ""].includes(code);
}
