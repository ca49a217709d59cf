// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listRunningInstances, root } from "./checkout.mjs";
import { hashSources, listFiles } from "./hash-sources.mjs";
import { runStep } from "./run-step.mjs";

/**
 * A finished build: what Next made, and our own programs.
 *
 * @typedef {{ id: string, nextDir: string, distDir: string }} Build
 */

/** @returns {Build} the build of the sources as they are now, whether it exists or not */
export function currentBuild() {
  const id = hashSources();
  return { id, nextDir: `.next-${id}`, distDir: join(root, "dist", id) };
}

/** @param {Build} build */
export function isBuilt(build) {
  return existsSync(join(build.distDir, "complete")) && existsSync(join(root, build.nextDir, "BUILD_ID"));
}

/**
 * Builds beside whatever runs now: each build has folders of its own, and builds that nobody runs any more are removed
 * afterwards.
 *
 * @param {Build} build
 * @param {(pid: number) => void} onStart
 */
export async function buildApplication(build, onStart) {
  rmSync(join(root, build.nextDir), { recursive: true, force: true });
  rmSync(build.distDir, { recursive: true, force: true });
  await Promise.all([buildPages(build, onStart), bundlePrograms(build.distDir)]);
  writeFileSync(join(build.distDir, "complete"), "");
  removeOldBuilds(build.id);
}

/**
 * @param {Build} build
 * @param {(pid: number) => void} onStart
 */
async function buildPages(build, onStart) {
  // Next points this file at the folder of the latest build, and type checks would follow it there.
  const declarations = join(root, "next-env.d.ts");
  const before = existsSync(declarations) ? readFileSync(declarations) : null;
  try {
    await runStep("next build", [process.execPath, join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      onStart,
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", REVERIE_NEXT_DIR: build.nextDir },
    });
  } finally {
    if (before === null) rmSync(declarations, { force: true });
    else writeFileSync(declarations, before);
  }
}

/**
 * Bundles server.ts, the `reverie` command and each program that it starts (`*.process.ts`) into one file each.
 *
 * @param {string} distDir
 */
export async function bundlePrograms(distDir) {
  const { build, stop } = await import("esbuild");
  const processes = listFiles(root, "lib").filter((path) => path.endsWith(".process.ts"));
  const sources = ["server.ts", "cli/reverie.ts", ...processes].filter((path) => existsSync(join(root, path)));
  mkdirSync(distDir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(sources.map((path) => [basename(path, ".ts"), path])),
    outdir: distDir,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "silent",
  });
  // Else its own process stays as long as ours.
  await stop();
}

/** @param {string} currentId */
function removeOldBuilds(currentId) {
  const inUse = new Set([currentId, ...listRunningInstances().map((instance) => instance.buildId)]);
  const ours = /^[0-9a-f]{16}$/;
  for (const name of readdirSync(join(root, "dist"))) {
    if (ours.test(name) && !inUse.has(name)) rmSync(join(root, "dist", name), { recursive: true, force: true });
  }
  for (const name of readdirSync(root)) {
    const id = name.replace(".next-", "");
    if (name.startsWith(".next-") && ours.test(id) && !inUse.has(id)) {
      rmSync(join(root, name), { recursive: true, force: true });
    }
  }
}
