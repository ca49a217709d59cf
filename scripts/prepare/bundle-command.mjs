// @ts-check
import { root } from "./checkout.mjs";

/**
 * Bundles the `reverie` command into one file.
 *
 * @param {string} outfile
 */
export async function bundleCommand(outfile) {
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["cli/reverie.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  // Else its own process stays as long as ours.
  await stop();
}
