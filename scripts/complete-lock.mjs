// @ts-check
// npm leaves optional packages out of package-lock.json when the registry of the day cannot serve them, and `npm ci`
// then refuses the file everywhere. This adds them, each bound to its platform. Run it after `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** @typedef {{ version?: string, optional?: boolean, optionalDependencies?: Record<string, string>, os?: string[], cpu?: string[] }} LockEntry */

/**
 * The optional packages that some package names and the lock file lacks.
 *
 * @param {Record<string, LockEntry>} packages
 * @returns {Record<string, LockEntry>}
 */
export function findMissingPackages(packages) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isResolved(packages, path, name)) missing[`node_modules/${name}`] = describePackage(name, version);
    }
  }
  return missing;
}

/**
 * @param {Record<string, LockEntry>} packages
 * @param {string} from
 * @param {string} name
 */
function isResolved(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

/**
 * @param {string} name
 * @param {string} range
 * @returns {LockEntry}
 */
function describePackage(name, range) {
  const words = name.split(/[-/@]/);
  const os = name === "fsevents" ? ["darwin"] : systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length === 0 && cpu.length === 0) throw new Error(`${name} does not say its platform: add it by hand.`);
  return {
    version: range.replace(/^[^\d]*/, ""),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
  };
}

const path = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const missing = findMissingPackages(lock.packages);
const names = Object.keys(missing);
if (names.length === 0) console.log("package-lock.json is complete.");
else if (process.argv.includes("--check")) {
  console.error(`package-lock.json lacks optional packages; run node scripts/complete-lock.mjs:\n${names.join("\n")}`);
  process.exitCode = 1;
} else {
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${names.length} optional packages to package-lock.json.`);
}
