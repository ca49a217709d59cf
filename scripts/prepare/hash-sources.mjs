// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./checkout.mjs";

const folders = ["app", "cli", "components", "examples", "lib", "prisma", "public", "scripts/prepare"];
const files = [
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "server.ts",
  "tsconfig.build.json",
  "tsconfig.json",
];
const notBuilt = /\.(test\.tsx?|md)$|(^|\/)(testing|generated|migrations|scenarios)\//;

/**
 * One name for everything that a build is made of: the same sources, the same build. Works without git, since a
 * release may be an archive.
 *
 * @returns {string} 16 hexadecimal digits
 */
export function hashSources(folder = root) {
  const hash = createHash("sha256");
  const paths = [...files, ...folders.flatMap((name) => listFiles(folder, name))];
  for (const path of paths.filter((name) => !notBuilt.test(name)).sort()) {
    const content = readIfPresent(join(folder, path));
    if (content !== null) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * @param {string} folder
 * @param {string} below
 * @returns {string[]} paths with forward slashes, relative to `folder`
 */
export function listFiles(folder, below) {
  /** @type {import("node:fs").Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(join(folder, below), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** @param {string} path */
function readIfPresent(path) {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
