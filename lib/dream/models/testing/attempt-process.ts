import { closePools, getPool } from "@/lib/db/pool";
import { createLogger } from "@/lib/observe/logger";
import { runEngineHere } from "../../engine-runner";
import { runDream } from "../../run-dream";

/** One attempt at a dream in a process of its own: made to be killed. Takes the database's address and the dream's id. */
async function main(connectionString: string, dreamId: string): Promise<void> {
  process.env.REVERIE_DATABASE_URL = connectionString;
  await runDream(dreamId, {
    pool: getPool(connectionString),
    log: createLogger("silent"),
    signal: new AbortController().signal,
    clock: () => new Date(),
    runEngine: runEngineHere,
    freezeApart: null,
    timeLimitMs: 60_000,
  });
  await closePools();
}

await main(process.argv[2] ?? "", process.argv[3] ?? "");
