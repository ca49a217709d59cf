import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { inspectPostmaster } from "../embedded/postmaster-file";
import { startEmbeddedPostgres } from "../embedded/start-embedded-postgres";
import { stopPostmaster } from "../embedded/stop-postmaster";
import { layClusterFiles, makeTemplate, templateName } from "./cluster-template";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection strings of servers where tests may make databases: one a worker, for a transaction left open in any
     * database of a server holds back what all of them see. */
    databaseUrls: string[];
    /** The database on each of those servers that a file's database is a copy of: migrated, and with the job queue. */
    templateName: string;
  }
}

const prefix = "reverie-test-";

/** Throwaway servers for the database tests of a run, or the one that TEST_DATABASE_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== "") {
    const name = `${templateName}_${process.pid}`;
    project.provide("templateName", name);
    project.provide("databaseUrls", [given]);
    await makeTemplate(given, name);
    return () => dropDatabase(given, name);
  }
  project.provide("templateName", templateName);
  await removeAbandonedServers();
  const workers = Number(project.config.maxWorkers) || 1;
  // The first one alone: it may have to make what the others copy.
  const first = await startServer();
  const servers = [first, ...(await Promise.all(Array.from({ length: workers - 1 }, startServer)))];
  project.provide(
    "databaseUrls",
    servers.map((server) => server.url),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // Passable for the account that the server runs as when we are root.
  await chmod(dataDir, 0o711);
  const relocationRoot = `${dataDir}-relocated`;
  await layClusterFiles(dataDir);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: false, relocationRoot });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
      await rm(relocationRoot, { recursive: true, force: true });
    },
  };
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

// A killed test run leaves its server behind; the folder's name says which process it belonged to.
async function removeAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(name.match(/^reverie-test-(\d+)-/)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    const databaseDir = join(tmpdir(), name, "postgres", "data");
    const state = await inspectPostmaster(databaseDir);
    if (state.kind === "running") await stopPostmaster(state.pid, databaseDir, false);
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
