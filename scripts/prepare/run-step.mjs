// @ts-check
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs one program of the set-up to its end, quietly; what it said is shown only when it fails. It leads a process
 * group of its own, so that it can be ended with all that it started.
 *
 * @param {string} title what is being done, for the message of a failure
 * @param {string[]} command program and arguments
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, onStart?: (pid: number) => void }} [options]
 * @returns {Promise<string>} its output
 */
export async function runStep(title, command, { env = {}, cwd, onStart } = {}) {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  running.add(child);
  if (child.pid !== undefined) onStart?.(child.pid);
  let words = "";
  /** @param {Buffer} chunk */
  const listen = (chunk) => {
    words = (words + chunk.toString()).slice(-200_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  /** @type {number | string | null} */
  const outcome = await new Promise((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("close", (code, signal) => settle(code ?? signal));
  });
  running.delete(child);
  if (outcome === 0) return words;
  throw new Error(`${title} failed (${outcome}):\n${shorten(words)}`);
}

/** Ends every step under way and all that they started, by force after three seconds. */
export async function stopSteps() {
  for (const child of running) killGroup(child.pid, "SIGTERM");
  const deadline = Date.now() + 3000;
  while (running.size > 0 && Date.now() < deadline) await sleep(50);
  for (const child of running) killGroup(child.pid, "SIGKILL");
}

/**
 * @param {number | undefined} pid the leader
 * @param {NodeJS.Signals} signal
 */
export function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It has ended.
  }
}

/**
 * The beginning and the end of what a program said; npm tells the reason first, builds tell it last.
 *
 * @param {string} words
 */
function shorten(words) {
  const lines = words.trimEnd().split("\n");
  return lines.length <= 60 ? lines.join("\n") : [...lines.slice(0, 20), "…", ...lines.slice(-40)].join("\n");
}
