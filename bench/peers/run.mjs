// @ts-check
// Memories side by side: installs the peers here, away from Reverie's own dependencies, and prints one table.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;
const root = resolve(here, "../..");

const installation = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
  cwd: here,
  stdio: ["ignore", "ignore", "inherit"],
  shell: process.platform === "win32",
});
if (installation.status !== 0) throw new Error("The peers could not be installed.");
// The one package with native code: compiled here, or its prebuilt binary is fetched. Without it one row is left out.
spawnSync("npm", ["rebuild", "better-sqlite3"], { cwd: here, stdio: "ignore", shell: process.platform === "win32" });

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
