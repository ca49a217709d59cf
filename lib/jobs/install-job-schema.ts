import { runMigrations } from "graphile-worker";
import { quietJobLogger } from "./quiet-job-logger";

/** Creates or updates the tables of the job queue. Run it at start, after the application's own migrations. */
export async function installJobSchema(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: quietJobLogger(() => undefined) });
}
