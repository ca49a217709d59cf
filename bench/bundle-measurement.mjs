// @ts-check
import { join } from "node:path";
import { root } from "../scripts/prepare/checkout.mjs";

/**
 * Bundles a measurement's programs from this checkout's sources into dist/<name>, one `.js` each.
 *
 * @param {string} name
 * @param {string[]} entryPoints from the root
 * @param {import("esbuild").BuildOptions} [more]
 * @returns {Promise<string>} the folder
 */
export async function bundleMeasurement(name, entryPoints, more = {}) {
  // Installed only once the application is prepared.
  const { build, stop } = await import("esbuild");
  const outdir = join(root, "dist", name);
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    packages: "external",
    logLevel: "warning",
    ...more,
  });
  await stop();
  return outdir;
}
