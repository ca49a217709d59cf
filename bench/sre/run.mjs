// @ts-check
// Bundles the measurement of the SRE demo and runs it: node bench/sre/run.mjs --seeds 30
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { currentBuild } from "../../scripts/prepare/build-application.mjs";
import { prepareApplication } from "../../scripts/prepare/prepare-application.mjs";
import { bundleMeasurement } from "../bundle-measurement.mjs";

await prepareApplication(console.log, "dependencies");
const outdir = await bundleMeasurement("sre", ["bench/sre/measure.ts"]);
const { measure } = await import(pathToFileURL(join(outdir, "measure.js")).href);
await measure(process.argv.slice(2), currentBuild().id);
process.exit(0);
