#!/usr/bin/env node
// @ts-check
// The `reverie` command in a working copy: the program of the build, or one that is bundled at its first use.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { currentBuild } from "./prepare/build-application.mjs";
import { root } from "./prepare/checkout.mjs";
import { areDependenciesInstalled } from "./prepare/install-dependencies.mjs";

async function findProgram() {
  const build = currentBuild();
  const built = join(build.distDir, "reverie.js");
  if (existsSync(join(build.distDir, "complete")) && existsSync(built)) return built;
  const bundled = join(root, "dist", `cli-${build.id}.mjs`);
  if (!existsSync(bundled)) await bundle(bundled);
  return bundled;
}

/** @param {string} path */
async function bundle(path) {
  const { bundleCommand } = await import("./prepare/bundle-command.mjs");
  const folder = join(root, "dist");
  mkdirSync(folder, { recursive: true });
  // Two first uses at one time must not read each other's half.
  const part = `${path}.${process.pid}`;
  await bundleCommand(part);
  for (const name of readdirSync(folder)) {
    if (/^cli-[0-9a-f]{16}\.mjs$/.test(name)) rmSync(join(folder, name), { force: true });
  }
  renameSync(part, path);
}

if (areDependenciesInstalled()) await import(pathToFileURL(await findProgram()).href);
else {
  console.error("reverie: run npm ci or npm start first; the dependencies are not installed.");
  process.exitCode = 1;
}
