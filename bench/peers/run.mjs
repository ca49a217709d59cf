// @ts-check
// Memories side by side: installs the peers here, away from Reverie's own dependencies, and prints one table.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;
const root = resolve(here, "../..");

// What stands in node_modules was installed from this lock file for this Node, so that a second run starts at once.
const stamp = join(here, "node_modules", ".installed");
const wanted = `${process.versions.modules}\n${readFileSync(join(here, "package-lock.json"), "utf8")}`;
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const options = { cwd: here, shell: process.platform === "win32" };
  const installation = spawnSync("npm", ["ci", "--ignore-scripts"], {
    ...options,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (installation.status !== 0) throw new Error("The peers could not be installed.");
  // The one package with native code: its binary is fetched, or compiled with the headers that came with Node. Without it one row
  // of the table says why.
  const nodedir = resolve(dirname(realpathSync(process.execPath)), "..");
  const env = existsSync(join(nodedir, "include/node/node.h"))
    ? { ...process.env, npm_config_nodedir: nodedir }
    : process.env;
  spawnSync("npm", ["rebuild", "better-sqlite3", "--ignore-scripts=false"], { ...options, env, stdio: "ignore" });
  writeFileSync(stamp, wanted);
}

// Bundled below the working copy, where the program finds its packages.
mkdirSync(join(root, "dist"), { recursive: true });
const folder = mkdtempSync(join(root, "dist", "bench-peers-"));
try {
  const { build, stop } = await import(pathToFileURL(join(root, "node_modules/esbuild/lib/main.js")).href);
  const program = join(folder, "instance.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/serve/testing/instance-program.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  await stop();
  const { comparePeers } = await import("./compare-peers.mjs");
  console.log(await comparePeers(program));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
