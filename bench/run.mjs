// @ts-check
// Bundles the measurements beside the production build and runs them on it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepareApplication } from "../scripts/prepare/prepare-application.mjs";
import { bootProductionServer } from "../scripts/verify/production-server.mjs";
import { bundleMeasurement } from "./bundle-measurement.mjs";

await prepareApplication(console.log);
const outdir = await bundleMeasurement("bench", ["bench/bench.ts", "bench/control-server.ts"]);
const { runBench } = await import(pathToFileURL(join(outdir, "bench.js")).href);
await runBench({ bootProductionServer, controlProgram: join(outdir, "control-server.js") });
process.exit(0);
