// @ts-check
// Plays the SRE demo on the server that REVERIE_API_KEY belongs to, or on an instance of its own that ends with Ctrl-C.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { bootProductionServer } from "./verify/production-server.mjs";

const args = process.argv.slice(2);

/**
 * @param {Record<string, string | undefined>} env
 * @param {readonly string[]} more
 * @returns {Promise<number>} the exit code
 */
function playDemo(env, more) {
  const child = spawn(process.execPath, [join(root, "scripts/reverie.mjs"), "demo", ...args, ...more], {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return new Promise((settle) => child.once("exit", (code) => settle(code ?? 1)));
}

const wantsModel = args.some(
  (arg, index) => arg === "--agents=model" || (arg === "model" && args[index - 1] === "--agents"),
);
const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, OPENAI_BASE_URL } = process.env;

const wantsHelp = args.includes("--help") || args.includes("-h");
if (process.env.REVERIE_API_KEY || wantsHelp) process.exitCode = await playDemo({}, []);
else if (wantsModel && !ANTHROPIC_API_KEY && !ANTHROPIC_BASE_URL && !OPENAI_BASE_URL) {
  console.log("Skipped: no language model. Set ANTHROPIC_API_KEY, or OPENAI_BASE_URL for a local one.");
} else {
  await prepareApplication(console.log);
  const server = await bootProductionServer();
  const stopAsked = new Promise((settle) => {
    process.once("SIGINT", settle);
    process.once("SIGTERM", settle);
  });
  console.log(`An instance for the demo alone: ${server.baseUrl}`);
  console.log(`Sign in as ${server.admin.email} with the password ${server.admin.password} and watch.`);
  process.exitCode = await playDemo({ REVERIE_API_KEY: server.apiKey }, ["--url", server.baseUrl]);
  console.log("Ctrl-C ends the instance and leaves nothing behind.");
  await stopAsked;
  await server.stop();
}
