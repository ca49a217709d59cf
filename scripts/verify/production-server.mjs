// @ts-check
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../prepare/checkout.mjs";
import { killGroup } from "../prepare/run-step.mjs";

/**
 * A real instance for tests: what `npm start` runs, on a free port with a data directory of its own.
 *
 * @typedef {{ baseUrl: string, apiKey: string, admin: { email: string, password: string }, mountRoot: string,
 *   setupLink: string | null, stop: () => Promise<void> }} ProductionServer
 */

const startTimeoutMs = 300_000;
const stopTimeoutMs = 32_000;

/** What `npm start` says to node. */
function startArguments() {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return String(scripts.start).split(" ").slice(1);
}

/**
 * @param {Record<string, string | undefined>} [env] more variables for the instance; undefined leaves one out
 * @returns {Promise<ProductionServer>}
 * @throws with its output when it does not start
 */
export async function bootProductionServer(env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "reverie-instance-"));
  // Passable for the account that the database runs as when we are root.
  chmodSync(folder, 0o711);
  const apiKey = `test_${randomBytes(18).toString("base64url")}`;
  const admin = { email: "admin@example.com", password: randomBytes(12).toString("base64url") };
  const mountRoot = join(folder, "mount");
  const child = spawn(process.execPath, startArguments(), {
    cwd: root,
    // Not npm's child: a test run that is ended ends the whole group itself.
    env: {
      ...process.env,
      npm_lifecycle_event: undefined,
      DATABASE_URL: undefined,
      HOST: "127.0.0.1",
      PORT: "0",
      REVERIE_DATA_DIR: join(folder, "data"),
      REVERIE_MOUNT_ROOT: mountRoot,
      REVERIE_API_KEY: apiKey,
      REVERIE_ADMIN_EMAIL: admin.email,
      REVERIE_ADMIN_PASSWORD: admin.password,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((settle) => child.once("exit", settle));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => killGroup(child.pid, "SIGKILL"), stopTimeoutMs);
    await ended;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { baseUrl, setupLink } = await readLastWords(child);
    return { baseUrl, apiKey, admin, mountRoot, setupLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @returns {Promise<{ baseUrl: string, setupLink: string | null }>}
 */
async function readLastWords(child) {
  let output = "";
  return new Promise((ready, fail) => {
    const timer = setTimeout(() => fail(new Error(`The instance did not start in time:\n${output}`)), startTimeoutMs);
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      output = (output + chunk.toString()).slice(-50_000);
      const address = output.match(/^Reverie is ready at (\S+)/m)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      const setupLink = output.match(/^Create the first administrator .*: (\S+)$/m)?.[1] ?? null;
      ready({ baseUrl: address, setupLink });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => fail(new Error(`The instance ended (${code}):\n${output}`)));
  });
}
