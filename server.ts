import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { createApi } from "@/lib/api/app";
import { isAllowedHost } from "@/lib/auth/allowed-host";
import { prepareFirstStart } from "@/lib/auth/prepare-first-start";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { closeLiveHub } from "@/lib/db/live-hub";
import { runMigrations } from "@/lib/db/migrate";
import { closePools, getPool } from "@/lib/db/pool";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { type Environment, readEnvironment } from "@/lib/observe/environment";
import { keepSecret } from "@/lib/observe/keep-secret";
import { getLogger } from "@/lib/observe/logger";
import { awaitDatabase } from "@/lib/serve/await-database";
import { awaitStop, withPatience } from "@/lib/serve/await-stop";
import { type Listener, openListener, type RequestHandler } from "@/lib/serve/listener";
import { publicAddress } from "@/lib/serve/public-address";
import { startWorker } from "@/lib/worker/start-worker";

export interface Instance {
  /** When the start began, in milliseconds since the epoch. */
  startedAt: number;
  /** False for a further worker beside the instance that owns the data directory and its database. */
  supervisesDatabase: boolean;
  /** Tells others that ask for the lock. */
  note: (details: { address?: string; state: "running" | "stopping" }) => void;
}

interface Database {
  url: string;
  directUrl: string;
  stop: () => Promise<void>;
}

/** What has been started so far and has to be ended. */
interface Running {
  listener: Listener | null;
  database: Database | null;
  worker: { stop: () => Promise<void> } | null;
}

/** Runs the process from environment to orderly end. The caller holds the lock of the data directory. */
export async function runServer(instance: Instance): Promise<void> {
  // A terminal or npm that is gone must not end us through a failed write.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  process.on("unhandledRejection", (error) => getLogger().error({ err: error }, "a promise failed unnoticed"));
  const stopAsked = awaitStop();

  const running: Running = { listener: null, database: null, worker: null };
  let exitCode = 0;
  const starting = bringUp(instance, running).then(say);
  starting.catch(() => undefined);
  try {
    await Promise.race([starting, stopAsked]);
    const reason = await stopAsked;
    say("Stopping …");
    if (reason.kind === "crash") {
      exitCode = 1;
      getLogger().fatal({ err: reason.error }, "an error that nobody caught ends this process");
    }
  } catch (error) {
    exitCode = 1;
    process.stderr.write(`${error instanceof Error ? wordsFor(error) : String(error)}\n`);
  }
  instance.note({ state: "stopping" });
  setTimeout(() => process.exit(1), 29_000).unref();
  // A database that is just starting must be seen to its start, so that it can be stopped.
  await withPatience(starting, 10_000);
  await shutDown(running);
  say("Stopped.");
  process.exit(exitCode);
}

/** Starts everything in order, noting in `running` what has to be ended. Returns the last words of a good start. */
async function bringUp(instance: Instance, running: Running): Promise<string> {
  const environment = readEnvironment(process.env);
  const { role, host, port } = environment;
  const checkReadiness = async () => (running.database === null ? "no database" : askDatabase(running.database.url));
  const listener = role === "worker" ? null : await openListener({ host, port, checkReadiness });
  running.listener = listener;
  const address = environment.publicUrl ?? publicAddress(host, listener?.port ?? port);

  listener?.report("starting the database");
  const database = await openDatabase(environment, instance.supervisesDatabase);
  running.database = database;
  await handOn(environment, address, database);

  listener?.report("migrating the database");
  await runMigrations(database.directUrl, say);
  await installJobSchema(database.directUrl);
  const { setupLink } = role === "worker" ? { setupLink: null } : await prepareFirstStart(environment);

  if (listener !== null) {
    listener.report("starting the dashboard");
    listener.serve(await buildHandler(environment, listener));
  }
  if (role !== "web") {
    const api = createApi();
    const answer = async (request: Request) => api.fetch(request);
    running.worker = await startWorker({ connectionString: database.directUrl, log: getLogger(), answer });
  }
  instance.note({ address, state: "running" });
  return lastWords(role, address, setupLink, instance.startedAt);
}

/** Requests in flight finish and jobs are handed back; then connections, then the database. */
async function shutDown({ listener, worker, database }: Running): Promise<void> {
  await Promise.all([listener?.close(10_000), withPatience(worker?.stop(), 10_000)]);
  await withPatience(Promise.all([closeLiveHub(), closePools()]), 1000);
  await database?.stop();
}

async function openDatabase(environment: Environment, supervise: boolean): Promise<Database> {
  const { databaseUrl, databaseDirectUrl, dataDir } = environment;
  if (databaseUrl !== null) {
    say("Using the database of DATABASE_URL");
    const directUrl = databaseDirectUrl ?? databaseUrl;
    await awaitDatabase(directUrl, 60_000, say);
    return { url: databaseUrl, directUrl, stop: async () => undefined };
  }
  say(`Starting the database in ${dataDir}`);
  const server = await startEmbeddedPostgres({ dataDir, supervise, log: say });
  return { url: server.url, directUrl: server.url, stop: server.stop };
}

/** The settled values, for code that Next bundles into a module graph of its own. */
async function handOn(environment: Environment, address: string, database: Database): Promise<void> {
  Object.assign(process.env, {
    REVERIE_DATABASE_URL: database.url,
    REVERIE_DATABASE_DIRECT_URL: database.directUrl,
    REVERIE_DATA_DIR: environment.dataDir,
    REVERIE_PUBLIC_URL: address,
    REVERIE_MOUNT_ROOT: environment.mountRoot,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (await keepSecret(join(environment.dataDir, "secrets", "session"))),
  });
}

/** The API ahead of Next, whose own ceiling is a tenth of what the database gives. */
async function buildHandler(environment: Environment, listener: Listener): Promise<RequestHandler> {
  const pages = next({ dev: false, dir: process.cwd(), hostname: environment.host, port: listener.port });
  await pages.prepare();
  const answerPage = pages.getRequestHandler();
  const answerApi = getRequestListener(createApi().fetch, { overrideGlobalObjects: false });
  return (req, res) => {
    // Set by us alone, for limits on sign-in; a client's own word about its address counts for nothing.
    req.headers["x-reverie-address"] = req.socket.remoteAddress ?? "";
    const isApi = /^\/v1(?=[/?]|$)/.test(req.url ?? "");
    // An address that cannot be decoded never reaches Next's route: Next answers it itself, without our envelope.
    if (isApi && (environment.apiMount === "server" || !isDecodable(req.url ?? ""))) return void answerApi(req, res);
    if (!isApi && !isAllowedHost(req.headers.host)) {
      res.writeHead(403, { "content-type": "text/plain" });
      return void res.end("This host name is not REVERIE_PUBLIC_URL.\n");
    }
    return void answerPage(req, res);
  };
}

function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address);
    return true;
  } catch {
    return false;
  }
}

async function askDatabase(url: string): Promise<string | null> {
  const answered = getPool(url)
    .query("SELECT 1")
    .then(() => null);
  const late = sleep(2000, "the database does not answer", { ref: false });
  return Promise.race([answered, late]).catch(() => "the database does not answer");
}

function lastWords(role: Environment["role"], address: string, setupLink: string | null, startedAt: number): string {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (role === "worker") return `The worker is running (started in ${seconds} s). Ctrl-C stops it.`;
  const invitation = setupLink === null ? "" : `Create the first administrator (this link works once): ${setupLink}\n`;
  return `${invitation}Reverie is ready at ${address} (started in ${seconds} s). Ctrl-C stops it.`;
}

// Plain errors are words for people; of anything else it also needs to be said where.
function wordsFor(error: Error): string {
  const isPlain = error.name === "Error" && !("code" in error);
  return isPlain || error.name === "InvalidEnvironmentError" ? error.message : (error.stack ?? error.message);
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
