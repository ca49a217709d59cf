import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

// Not there yet, name not known yet, starting up, or going away: what a database does that starts beside us.
const passingCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "57P03", "57P01"]);

/**
 * Waits until somebody else's database takes connections, since it may be starting beside us.
 *
 * @throws when it does not within `patienceMs`, or refuses us for good; the message names no password
 */
export async function awaitDatabase(
  connectionString: string,
  patienceMs: number,
  log: (message: string) => void,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectOnce(connectionString);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (!passingCodes.has(code ?? "") || Date.now() > deadline) {
        throw new Error(`The database of DATABASE_URL cannot be used: ${message || code}`);
      }
      if (attempt === 1) log(`Waiting for the database (${message || code})`);
    }
    await sleep(500);
  }
}

async function connectOnce(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}
