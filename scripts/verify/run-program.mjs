// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../prepare/checkout.mjs";
import { killGroup } from "../prepare/run-step.mjs";

/** @type {Set<number>} */
const groups = new Set();
process.once("exit", () => {
  for (const pid of groups) killGroup(pid, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/**
 * Runs a program of node_modules, or a script of ours, with our own Node.
 *
 * @param {string} script path relative to the working copy
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, timeoutMs?: number, node?: string }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function runProgram(script, args, { env = {}, timeoutMs = 300_000, node = process.execPath } = {}) {
  const child = spawn(node, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  if (child.pid !== undefined) groups.add(child.pid);
  let output = "";
  /** @param {Buffer} chunk */
  const listen = (chunk) => {
    output = (output + chunk.toString()).slice(-400_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const timer = setTimeout(() => {
    output += `\n${script} took longer than ${timeoutMs / 1000} s and was ended.`;
    killGroup(child.pid, "SIGKILL");
  }, timeoutMs);
  /** @type {number | null} */
  const code = await new Promise((settle) => {
    child.once("error", () => settle(null));
    child.once("close", settle);
  });
  clearTimeout(timer);
  if (child.pid !== undefined) groups.delete(child.pid);
  return { ok: code === 0, output };
}

/**
 * A stage that is one check: the program succeeds or not.
 *
 * @param {string} title
 * @param {string} script
 * @param {string[]} args
 * @param {Parameters<typeof runProgram>[2]} [options]
 * @returns {import("./stage.mjs").Stage}
 */
export function checkWith(title, script, args, options) {
  return {
    title,
    run: async () => {
      const { ok, output } = await runProgram(script, args, options);
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, report: lastLines(output, 120) };
    },
  };
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
