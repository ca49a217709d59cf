import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/lib/api/app";
import { prepareFirstStart } from "@/lib/auth/prepare-first-start";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { closeLiveHub } from "@/lib/db/live-hub";
import { runMigrations } from "@/lib/db/migrate";
import { closePools } from "@/lib/db/pool";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { readEnvironment } from "@/lib/observe/environment";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "@/lib/worker/start-worker";
import { openListener } from "../listener";

/** The process of server.ts without its pages, which need a build. Says its address and its database, to be killed. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { databaseUrl, dataDir, role } = environment;
  const relocationRoot = join(dataDir, "..", "relocated");
  const database =
    databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir, relocationRoot, log: () => undefined })
      : { url: databaseUrl, stop: async () => undefined };
  process.env.REVERIE_DATABASE_URL = database.url;
  process.env.REVERIE_DATABASE_DIRECT_URL = database.url;
  process.env.REVERIE_PUBLIC_URL = "http://127.0.0.1";
  await runMigrations(database.url);
  await installJobSchema(database.url);
  await prepareFirstStart(environment);
  const listener = await openListener({ host: "127.0.0.1", port: 0, checkReadiness: async () => null });
  listener.serve(getRequestListener(createApi().fetch, { overrideGlobalObjects: false }));
  const log = createLogger("silent");
  const worker = role === "web" ? null : await startWorker({ connectionString: database.url, log });
  process.once("SIGTERM", async () => {
    await Promise.all([listener.close(1000), worker?.stop()]);
    await Promise.all([closeLiveHub(), closePools()]);
    await database.stop();
    process.exit(0);
  });
  const address = { baseUrl: `http://127.0.0.1:${listener.port}`, databaseUrl: database.url };
  process.stdout.write(`${JSON.stringify(address)}\n`);
}

await main();
