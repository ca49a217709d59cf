// @ts-check
// Bundles the measurements beside the production build and runs them on it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../scripts/prepare/checkout.mjs";
import { prepareApplication } from "../scripts/prepare/prepare-application.mjs";
import { bootProductionServer } from "../scripts/verify/production-server.mjs";

await prepareApplication(console.log);
const { build, stop } = await import("esbuild");
const outdir = join(root, "dist/bench");
await build({
  absWorkingDir: root,
  entryPoints: ["bench/bench.ts", "bench/control-server.ts"],
  outdir,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
await stop();
const { runBench } = await import(pathToFileURL(join(outdir, "bench.js")).href);
await runBench({ bootProductionServer, controlProgram: join(outdir, "control-server.js") });
process.exit(0);
