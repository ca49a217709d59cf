// @ts-check
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sharedMemory = "/dev/shm";
const tmpfs = 0x01021994;
const prefix = "reverie-tests-";
const roomBytes = 4 * 2 ** 30;

/**
 * Puts the temporary files of this process and its children into memory where Linux offers a roomy folder for that, unless
 * TMPDIR names another: each test database is hundreds of files, and making them was a fifth of the processor time of all
 * tests on a disk. The folder goes when the process ends.
 */
export function keepTemporaryFilesInMemory() {
  if (process.env.TMPDIR !== undefined || !isRoomy()) return;
  removeAbandoned();
  const folder = mkdtempSync(join(sharedMemory, `${prefix}${process.pid}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  // Passable for the account that a test's database runs as when we are root.
  chmodSync(folder, 0o711);
  if (allowsPrograms(folder)) process.env.TMPDIR = folder;
}

function isRoomy() {
  try {
    const { type, bavail, bsize } = statfsSync(sharedMemory);
    return type === tmpfs && bavail * bsize >= roomBytes && process.availableMemory() >= 2 * roomBytes;
  } catch {
    return false;
  }
}

/**
 * Containers often mount it so that nothing in it may be executed.
 *
 * @param {string} folder
 */
function allowsPrograms(folder) {
  const program = join(folder, "probe");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  return spawnSync(program).status === 0;
}

/** What a killed run left; the folder's name says which process it belonged to. */
function removeAbandoned() {
  for (const name of readdirSync(sharedMemory)) {
    const owner = Number(name.match(/^reverie-tests-(\d+)-/)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    rmSync(join(sharedMemory, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code !== "ESRCH";
  }
}
