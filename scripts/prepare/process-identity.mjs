// @ts-check
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * A process that can be recognised later: pids are handed out again, so the moment of its start and the place where
 * the pid counts (boot and container) belong to it.
 *
 * @typedef {{ pid: number, started: string | null, place: string }} ProcessIdentity
 */

/** @returns {ProcessIdentity} */
export function identify(pid = process.pid) {
  return { pid, started: readStart(pid), place: currentPlace() };
}

/**
 * Whether the process still runs; "elsewhere" when its pid counts in another container or boot, so nobody here can tell.
 *
 * @param {ProcessIdentity} identity
 * @returns {"alive" | "dead" | "elsewhere"}
 */
export function probe(identity) {
  if (identity.place !== currentPlace()) return "elsewhere";
  if (!exists(identity.pid)) return "dead";
  const started = readStart(identity.pid);
  // Where the system hides other accounts' processes, existing has to do.
  return started === null || started === identity.started ? "alive" : "dead";
}

/** @returns {string} */
function currentPlace() {
  if (process.platform !== "linux") return hostname();
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** @param {number} pid */
function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * When the process started, in whatever unit the system keeps; "gone" for a zombie; null when the system does not say.
 *
 * @param {number} pid
 * @returns {string | null}
 */
function readStart(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name in parentheses may hold spaces; the state is the first field behind it, the start the twentieth.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? "gone" : (fields[19] ?? null);
    }
    if (process.platform === "win32") return "unknown";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
