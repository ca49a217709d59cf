// @ts-check
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { listRunningInstances, root } from "./checkout.mjs";
import { runStep } from "./run-step.mjs";

/** @typedef {Record<string, { version?: string, integrity?: string, resolved?: string, optional?: boolean, link?: boolean }>} Packages */

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own account of an installation as its last
 * step, so a missing or different account means an installation that is old or was cut short.
 */
export function areDependenciesInstalled(folder = root) {
  const wanted = readPackages(join(folder, "package-lock.json"));
  const present = readPackages(join(folder, "node_modules", ".package-lock.json"));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link === true) return true;
    const found = present[path];
    // Packages for other platforms are left out.
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * Installs the dependencies with `npm ci`. No package runs scripts of its own (.npmrc).
 *
 * @param {(pid: number) => void} onStart
 * @throws when an instance runs from this working copy, since its files would be deleted under it
 */
export async function installDependencies(onStart) {
  const running = listRunningInstances().find((instance) => instance.process.pid !== process.pid);
  if (running !== undefined) {
    throw new Error(
      `The dependencies have changed, and process ${running.process.pid} runs from this folder with the old ones. Stop it, then start again.`,
    );
  }
  const cache = chooseCache();
  try {
    await runStep("npm ci", [...npm(), "ci", "--include=dev", "--no-audit", "--no-fund"], {
      cwd: root,
      onStart,
      ...(cache === null ? {} : { env: { npm_config_cache: cache } }),
    });
  } finally {
    if (cache !== null) rmSync(cache, { recursive: true, force: true });
  }
}

/** The command that runs npm: the one that started us, or the one on the PATH. */
export function npm() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return [process.execPath, cli];
  return process.platform === "win32" ? ["cmd.exe", "/c", "npm"] : ["npm"];
}

/** Accounts without a writable home (nobody, service users) get a cache for this one time. */
function chooseCache() {
  const usual = process.env.npm_config_cache ?? join(homedir(), ".npm");
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return null;
  } catch {
    return mkdtempSync(join(tmpdir(), "reverie-npm-"));
  }
}

/**
 * @param {string} path
 * @returns {Packages | null}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}
