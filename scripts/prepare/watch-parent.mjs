// @ts-check
import { readFileSync } from "node:fs";

/**
 * npm runs us below a shell that passes no signals on: when npm is ended, we see no more than our parents going away.
 * That counts as SIGTERM.
 *
 * @param {number} [intervalMs]
 */
export function stopWhenNpmEnds(intervalMs = 200) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parents = readParents();
  const watch = setInterval(() => {
    if (readParents() === parents) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, intervalMs);
  watch.unref();
}

/** The shell and, where the system tells, npm above it. */
function readParents() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return String(process.ppid);
  }
}
