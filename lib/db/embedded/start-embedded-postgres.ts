import { realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { keepSecret } from "@/lib/observe/keep-secret";
import { awaitConnection, type ClusterConnection, clusterUrl, ensureDatabase } from "./cluster-connection";
import { type ClusterHome, findClusterHome } from "./cluster-home";
import { initialiseCluster } from "./initialise-cluster";
import { readPostmasterPort } from "./postmaster-file";
import { installServerSoftware } from "./server-software";
import { supervisePostmaster } from "./supervise-postmaster";

export interface EmbeddedPostgresOptions {
  /** The data directory of the instance; everything of the database is below `postgres/` and `logs/` in it. */
  dataDir: string;
  log: (message: string) => void;
  /** False only for throwaway databases: nothing waits for the disk. */
  durable?: boolean;
  /** False for a process that uses the database of the instance that supervises it, and leaves it running. */
  supervise?: boolean;
  /** The parent of database files that the server's account could not reach in the data directory. */
  relocationRoot?: string;
}

export interface EmbeddedPostgres {
  /** Connection string of the application's database, as its owner. */
  url: string;
  /** Whether this process answers for the server: started it, or took it over from an instance that died. */
  startedByUs: boolean;
  /** Ends the server if `startedByUs`, within about 20 s; never throws. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data directory, or takes over the one that a killed instance left running, and
 * starts it anew should it die. The caller holds the instance lock of the data directory (unless `supervise` is false).
 *
 * @throws when the server cannot be set up or started, with what it said
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true, supervise = true, relocationRoot = "/var/lib/reverie" } = options;
  const home = await findClusterHome(options.dataDir, relocationRoot, log);
  const dataDir = await realpath(options.dataDir);
  const password = await keepSecret(join(dataDir, "secrets", "postgres-password"));
  const connection = await chooseConnection(home, password);
  const url = clusterUrl(connection);
  if (!supervise) {
    await awaitConnection(connection, 30_000, () => true);
    return { url, startedByUs: false, stop: async () => undefined };
  }
  const patchAccountLookup = home.account.kind === "self" && !home.account.hasPasswdEntry;
  const software = await installServerSoftware(home.softwareParent, patchAccountLookup);
  await initialiseCluster(home, software, password, durable);
  const logFile = join(dataDir, "logs", "postgres.log");
  const postmaster = await supervisePostmaster({ home, software, connection, durable, log, logFile });
  try {
    await ensureDatabase(connection);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  return { url, startedByUs: true, stop: postmaster.stop };
}

// A unix socket where the system has them; else loopback, on the port of a server that runs already or on a free one.
async function chooseConnection(home: ClusterHome, password: string): Promise<ClusterConnection> {
  if (home.socketDir !== null) return { host: home.socketDir, port: 5432, password };
  const running = await readPostmasterPort(home.databaseDir);
  return { host: "127.0.0.1", port: running ?? (await findFreePort()), password };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("This machine gives no free port.");
  return address.port;
}
