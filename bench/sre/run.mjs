// @ts-check
// Bundles the measurement of the SRE demo and runs it: node bench/sre/run.mjs --seeds 30
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { currentBuild } from "../../scripts/prepare/build-application.mjs";
import { root } from "../../scripts/prepare/checkout.mjs";
import { prepareApplication } from "../../scripts/prepare/prepare-application.mjs";

await prepareApplication(console.log, "dependencies");
const { build, stop } = await import("esbuild");
const outdir = join(root, "dist/sre");
await build({
  absWorkingDir: root,
  entryPoints: ["bench/sre/measure.ts"],
  outdir,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
await stop();
const { measure } = await import(pathToFileURL(join(outdir, "measure.js")).href);
await measure(process.argv.slice(2), currentBuild().id);
process.exit(0);
