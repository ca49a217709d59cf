// @ts-check

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** @typedef {{ version?: string, optional?: boolean, optionalDependencies?: Record<string, string>, os?: string[], cpu?: string[], libc?: string[] }} LockEntry */

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
    // Without it npm installs both of two builds of a program, which can have a hundred megabytes each.
    ...(words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {}),
  };
}
