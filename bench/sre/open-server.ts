import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { createApi } from "@/lib/api/app";
import { createApiKey } from "@/lib/auth/create-api-key";
import { systemContext } from "@/lib/auth/system-context";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { closeLiveHub } from "@/lib/db/live-hub";
import { runMigrations } from "@/lib/db/migrate";
import { closePools, getPool } from "@/lib/db/pool";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "@/lib/worker/start-worker";

export interface MeasuredServer {
  /** The whole API with an administrator's key, without a socket in between. */
  client: Anthropic;
  clientOf: (token: string) => Anthropic;
  stop: () => Promise<void>;
}

/** Database, API and worker in this process: what `npm start` runs, but for the pages. */
export async function openServer(): Promise<MeasuredServer> {
  const folder = mkdtempSync(join(tmpdir(), "reverie-sre-"));
  chmodSync(folder, 0o711);
  const database = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  process.env.REVERIE_DATABASE_URL = database.url;
  await runMigrations(database.url, () => undefined);
  // What is measured is what agents do, not the disk; the next connections take it up.
  const name = new URL(database.url).pathname.slice(1);
  await getPool(database.url).query(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
  await closePools();
  await installJobSchema(database.url);
  const api = createApi();
  const answer = async (request: Request) => api.fetch(request);
  const worker = await startWorker({ connectionString: database.url, log: createLogger("error"), answer });
  const key = await createApiKey(systemContext(getPool(database.url)), { name: "measure", roles: ["admin"] });
  const fetch = (url: string | URL | Request, init?: RequestInit) => answer(new Request(url, init));
  const clientOf = (apiKey: string) => new Anthropic({ baseURL: "http://reverie.local", apiKey, fetch, maxRetries: 0 });
  return {
    client: clientOf(key.secret),
    clientOf,
    stop: async () => {
      await worker.stop();
      await closeLiveHub();
      await closePools();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
