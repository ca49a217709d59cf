// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireOwnerLock } from "./owner-lock.mjs";
import { identify, probe } from "./process-identity.mjs";
import { killGroup } from "./run-step.mjs";

/** The folder of the working copy. */
export const root = resolve(import.meta.dirname, "../..");

const lockFolder = join(root, "dist", "lock");
const runningFolder = join(root, "dist", "running");

/** @typedef {{ process: import("./process-identity.mjs").ProcessIdentity, buildId: string }} RunningInstance */

/**
 * Lets one process at a time install and build in this working copy; others wait for their turn.
 *
 * @template T
 * @param {(log: string) => void} log
 * @param {(noteStep: (pid: number) => void) => Promise<T>} work gets a function that notes the program under way
 * @returns {Promise<T>}
 */
export async function withCheckout(log, work) {
  let waited = false;
  for (;;) {
    const lock = await acquireOwnerLock(lockFolder);
    if (lock.kind === "acquired") {
      endAbandonedStep(lock.previous);
      try {
        return await work((pid) => lock.describe({ step: identify(pid) }));
      } finally {
        lock.release();
      }
    }
    if (!waited) log(`Waiting for process ${lock.owner.process.pid}, which installs or builds in this folder`);
    waited = true;
    await sleep(500);
  }
}

/** @returns {RunningInstance[]} the instances that run from this working copy, whatever their data directories */
export function listRunningInstances() {
  const instances = [];
  for (const name of readFolder(runningFolder)) {
    const path = join(runningFolder, name);
    try {
      /** @type {RunningInstance} */
      const instance = JSON.parse(readFileSync(path, "utf8"));
      if (probe(instance.process) === "dead") rmSync(path, { force: true });
      else instances.push(instance);
    } catch {
      // Being written, or removed by its owner.
    }
  }
  return instances;
}

/**
 * Notes that this process runs a build, so that nobody removes the build or node_modules from under it.
 *
 * @param {string} buildId
 */
export function registerInstance(buildId) {
  const path = join(runningFolder, `${process.pid}.json`);
  try {
    mkdirSync(runningFolder, { recursive: true });
    writeFileSync(path, JSON.stringify({ process: identify(), buildId }));
    process.once("exit", () => rmSync(path, { force: true }));
  } catch {
    // A read-only working copy: then nobody can remove anything either.
  }
}

/**
 * A killed start leaves its `npm ci` or build at work; it must not go on beside ours.
 *
 * @param {import("./owner-lock.mjs").Owner | null} previous
 */
function endAbandonedStep(previous) {
  const step = /** @type {import("./process-identity.mjs").ProcessIdentity | undefined} */ (previous?.details.step);
  if (step !== undefined && previous?.process.pid !== 0 && probe(step) === "alive") killGroup(step.pid, "SIGKILL");
}

/** @param {string} folder */
function readFolder(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
