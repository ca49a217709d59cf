import { setTimeout } from "node:timers/promises";
import { runEngineHere } from "@/lib/dream/engine-runner";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "../start-worker";

/** A worker process that says when a dream has begun and then takes for ever over it: made to be killed. */
async function main(connectionString: string): Promise<void> {
  process.env.REVERIE_DATABASE_URL = connectionString;
  await startWorker({
    connectionString,
    log: createLogger("silent"),
    runEngine: async (input, run) => {
      process.stdout.write("dreaming\n");
      await setTimeout(600_000, undefined, { signal: run.signal });
      return runEngineHere(input, run);
    },
  });
  process.stdout.write("ready\n");
}

await main(process.argv[2] ?? "");
