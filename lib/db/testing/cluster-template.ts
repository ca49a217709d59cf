import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { startEmbeddedPostgres } from "../embedded/start-embedded-postgres";
import { runMigrations } from "../migrate";
import { databaseUrl } from "./database-url";

/** The database on a laid cluster that a test file's own database is a copy of. */
export const templateName = "test_template";

const root = join(import.meta.dirname, "../../..");
const migrations = join(root, "prisma/migrations");

/**
 * Fills a new data directory with the files of a database that was set up before and has the migrated database
 * `templateName` in it. A first set-up takes seconds of processor time, and a run of all tests needs dozens. The files
 * are kept in node_modules, so that the next run finds them.
 *
 * @param dataDir a folder whose `postgres` the server's account can enter; nothing is in it yet
 */
export async function layClusterFiles(dataDir: string): Promise<void> {
  await copy(await provideClusterFiles(), dataDir);
}

/** Makes the database that copies are made of: a copy takes an eighth of the processor time of migrating. */
export async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = databaseUrl(serverUrl, name);
  await runMigrations(url, () => undefined, migrations);
  await installJobSchema(url);
}

async function provideClusterFiles(): Promise<string> {
  const shelf = join(root, "node_modules/.cache/reverie-test-clusters");
  const kept = join(shelf, await fingerprint());
  if (await exists(kept)) return kept;
  // Below /tmp and not beside the others: the server's account cannot enter a checkout in root's home.
  const dataDir = await mkdtemp(join(tmpdir(), "reverie-test-cluster-"));
  await mkdir(shelf, { recursive: true });
  const draft = await mkdtemp(join(shelf, "draft-"));
  try {
    await chmod(dataDir, 0o711);
    const relocationRoot = join(dataDir, "relocated");
    // A throwaway server ends without writing out.
    const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: true, relocationRoot });
    await makeTemplate(server.url, templateName).finally(() => server.stop());
    await copy(dataDir, draft);
    // Whoever was first has made the same.
    await rename(draft, kept).catch(async (error: unknown) => {
      if (!(await exists(kept))) throw error;
    });
    return kept;
  } finally {
    await Promise.all([dataDir, draft].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

async function copy(from: string, to: string): Promise<void> {
  for (const folder of [to, join(to, "postgres")]) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o711);
  }
  // Node's own copy does not keep owners, and the server starts only on files of its account.
  const run = promisify(execFile);
  await run("cp", ["-a", join(from, "secrets"), to]);
  await run("cp", ["-a", join(from, "postgres", "data"), join(to, "postgres")]);
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(migrations)).sort();
  const sources = [
    join(root, "node_modules/.package-lock.json"),
    join(root, "lib/db/embedded/initialise-cluster.ts"),
    ...names.filter((name) => !name.includes(".")).map((name) => join(migrations, name, "migration.sql")),
  ];
  for (const source of sources) hash.update(await readFile(source));
  return hash.digest("hex").slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
