// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, probe } from "./process-identity.mjs";

/**
 * One owner for a folder, without a lock of the operating system (Node has none). Each owner writes the next number;
 * the highest number owns, as long as its process lives. Files of dead owners are removed only below a newer one, so
 * the number never falls and two processes can never both believe in the same one.
 *
 * @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity
 * @typedef {{ process: ProcessIdentity, since: string, details: Record<string, unknown> }} Owner
 * @typedef {{ kind: "acquired", previous: Owner | null, describe: (details: Record<string, unknown>) => void, release: () => void }
 *   | { kind: "held", owner: Owner }} LockResult
 */

const beatMs = 5000;
// An owner in another container proves its life by touching its file; a silence this long is its death.
const silenceMs = 20_000;

/**
 * Takes the ownership of a folder, or tells who has it.
 *
 * @param {string} folder made if missing
 * @param {Record<string, unknown>} details what others may want to know about the owner
 * @returns {Promise<LockResult>}
 */
export async function acquireOwnerLock(folder, details = {}) {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const highest = highestNumber(folder);
    const previous = highest === 0 ? null : await readOwner(join(folder, `${highest}.json`));
    if (previous !== null && (await isAlive(previous, join(folder, `${highest}.json`)))) {
      return { kind: "held", owner: previous };
    }
    const path = join(folder, `${highest + 1}.json`);
    const own = { process: identify(), since: new Date().toISOString(), details };
    if (!createFile(path, own)) continue;
    if (highestNumber(folder) !== highest + 1) {
      // Others came and went meanwhile, and the number was free only because they had tidied up.
      rmSync(path, { force: true });
      continue;
    }
    for (const number of numbers(folder)) {
      if (number <= highest) rmSync(join(folder, `${number}.json`), { force: true });
    }
    return { kind: "acquired", previous, ...hold(path, own) };
  }
}

/**
 * @param {string} path
 * @param {Owner} own
 */
function hold(path, own) {
  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  return {
    /** @param {Record<string, unknown>} details */
    describe: (details) => writeFileSync(path, JSON.stringify({ ...own, details }), { mode: 0o600 }),
    release: () => {
      clearInterval(beat);
      // The number stays taken; an owner without a process is a free lock.
      if (touchedAt(path) === 0) return;
      writeFileSync(path, JSON.stringify({ ...own, process: { ...own.process, pid: 0 } }), { mode: 0o600 });
    },
  };
}

/**
 * @param {Owner} owner
 * @param {string} path
 */
async function isAlive(owner, path) {
  if (owner.process.pid === 0) return false;
  const life = probe(owner.process);
  if (life !== "elsewhere") return life === "alive";
  const touched = touchedAt(path);
  while (Date.now() - touched < silenceMs) {
    if (touchedAt(path) !== touched) return true;
    await sleep(500);
  }
  return false;
}

/**
 * @param {string} path
 * @returns {Promise<Owner | null>} null when its writer died before a word of it was written
 */
async function readOwner(path) {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return JSON.parse(readFileSync(path, "utf8"));
    } catch {
      await sleep(50);
    }
  }
  return null;
}

/**
 * @param {string} path
 * @param {Owner} owner
 */
function createFile(path, owner) {
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} folder */
function numbers(folder) {
  return readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => Number.parseInt(name, 10));
}

/** @param {string} folder */
function highestNumber(folder) {
  return Math.max(0, ...numbers(folder));
}

/** @param {string} path */
function touchedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The data directory is gone; there is nothing left to own.
  }
}
