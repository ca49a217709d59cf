// @ts-check
// Runs before anything is installed: Node's own modules only, and no syntax newer than Node 20.19.
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { registerInstance, root } from "./prepare/checkout.mjs";
import { acquireOwnerLock } from "./prepare/owner-lock.mjs";
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { stopSteps } from "./prepare/run-step.mjs";
import { stopWhenNpmEnds } from "./prepare/watch-parent.mjs";

const startedAt = Date.now();

/** @param {string} message */
function log(message) {
  process.stdout.write(`${message}\n`);
}

/** A start that cannot go on for a reason that the person can settle; told without a stack. */
class StartRefused extends Error {}

async function start() {
  refuseOldNode();
  stopWhenNpmEnds();
  // A path from the environment is relative to where the process was started.
  const dataDir = process.env.REVERIE_DATA_DIR ? resolve(process.env.REVERIE_DATA_DIR) : join(root, ".reverie");
  process.env.REVERIE_DATA_DIR = dataDir;
  process.chdir(root);
  const lock = await takeDataDir(dataDir);
  const isGuest = lock.kind === "held" && process.env.REVERIE_ROLE === "worker";
  if (lock.kind === "held" && !isGuest) throw new StartRefused(alreadyRunning(dataDir, lock.owner));
  if (lock.kind === "acquired") process.once("exit", lock.release);
  await refuseTakenPort();

  process.once("SIGINT", stopEarly);
  process.once("SIGTERM", stopEarly);
  const build = await prepareApplication(log);
  registerInstance(build.id);
  process.removeListener("SIGINT", stopEarly);
  process.removeListener("SIGTERM", stopEarly);

  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    REVERIE_NEXT_DIR: build.nextDir,
    REVERIE_DIST_DIR: build.distDir,
  });
  process.setSourceMapsEnabled(true);
  const { runServer } = await import(pathToFileURL(join(build.distDir, "server.js")).href);
  await runServer({
    startedAt,
    supervisesDatabase: !isGuest,
    /** @param {Record<string, unknown>} details */
    note: (details) => lock.kind === "acquired" && lock.describe(details),
  });
}

/**
 * Makes the data directory if there is none, and takes its lock.
 *
 * @param {string} dataDir
 */
async function takeDataDir(dataDir) {
  try {
    if (!existsSync(dataDir)) {
      mkdirSync(dataDir, { recursive: true });
      // Passable, not readable, when the database runs under another account than ours.
      chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    return await takeLock(join(dataDir, "lock"));
  } catch (error) {
    throw new StartRefused(`The data directory cannot be used: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * Takes the lock, after waiting for an owner that is about to end: whoever stops npm may start it again before we are done.
 *
 * @param {string} folder
 */
async function takeLock(folder) {
  const startedAtMs = Date.now();
  for (;;) {
    const lock = await acquireOwnerLock(folder);
    if (lock.kind === "acquired") return lock;
    const patienceMs = lock.owner.details.state === "stopping" ? 35_000 : 700;
    if (Date.now() - startedAtMs > patienceMs) return lock;
    await sleep(100);
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StartRefused(`Reverie needs Node.js 20.19 or later; this is ${process.versions.node}.`);
}

/**
 * @param {string} dataDir
 * @param {import("./prepare/owner-lock.mjs").Owner} owner
 */
function alreadyRunning(dataDir, owner) {
  const address = typeof owner.details.address === "string" ? ` at ${owner.details.address}` : "";
  return [
    `Reverie is already running on ${dataDir}: process ${owner.process.pid}${address}, since ${owner.since}.`,
    `Nothing was changed. Use that one, stop it first (kill ${owner.process.pid}), or give this one its own REVERIE_DATA_DIR and PORT.`,
  ].join("\n");
}

/** Says so before minutes of installing and building rather than after. */
async function refuseTakenPort() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || "127.0.0.1";
  if (process.env.REVERIE_ROLE === "worker" || !Number.isInteger(port) || port < 1 || port > 65_535) return;
  const probe = createServer();
  await new Promise((free, taken) => {
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const why =
        error.code === "EADDRINUSE"
          ? "is taken. Choose another: PORT=3001 npm start"
          : `cannot be used (${error.code})`;
      taken(new StartRefused(`Port ${port} on ${host} ${why}`));
    });
    probe.listen(port, host, () => probe.close(free));
  });
}

let isStopping = false;

/** @param {NodeJS.Signals} signal */
async function stopEarly(signal) {
  isStopping = true;
  log("Stopping before the start was finished. The next start goes on from here.");
  await stopSteps();
  process.exit(signal === "SIGINT" ? 130 : 143);
}

start().catch(async (error) => {
  // The step under way fails because it was ended.
  if (isStopping) return;
  await stopSteps();
  // Plain errors are words for people; anything else is a fault of ours and needs to say where.
  const isPlain =
    error instanceof Error && (error.name === "Error" || error instanceof StartRefused) && !("code" in error);
  process.stderr.write(`${isPlain ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
});
