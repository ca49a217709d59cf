// @ts-check
// Bundles DreamBench and runs it. The engine comes from this checkout's sources; for ablations it is bundled again with one guard replaced.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/prepare/checkout.mjs";
import { prepareApplication } from "../../scripts/prepare/prepare-application.mjs";
import { bundleMeasurement } from "../bundle-measurement.mjs";

await prepareApplication(console.log, "dependencies");
const outExtension = { ".js": ".mjs" };
const programs = ["bench/dreambench/dreambench.ts", "bench/dreambench/measure-cost.ts"];
const outdir = await bundleMeasurement("dreambench", programs, { outExtension });

/**
 * The engine without one of its guards.
 *
 * @param {{ guard: string, file: string, find: string, replace: string }} ablation
 * @param {number} index
 */
async function bundleWithout({ guard, file, find, replace }, index) {
  const path = join(root, file);
  const source = await readFile(path, "utf8");
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold the guard "${guard}" exactly once`);
  const parts = ["lib/dream/engine/run-engine.ts", "lib/dream/statistics/find-associations.ts"];
  await bundleMeasurement("dreambench", parts, {
    outExtension,
    entryNames: `without-${index}-[name]`,
    plugins: [
      {
        name: "ablation",
        setup(bundle) {
          bundle.onLoad({ filter: /\.ts$/ }, (loaded) =>
            loaded.path === path ? { contents: source.replace(find, () => replace), loader: "ts" } : null,
          );
        },
      },
    ],
  });
  const load = (/** @type {string} */ part) => import(pathToFileURL(join(outdir, `without-${index}-${part}.mjs`)).href);
  return { ...(await load("run-engine")), ...(await load("find-associations")) };
}

const { runDreamBench } = await import(pathToFileURL(join(outdir, "dreambench.mjs")).href);
const isPassed = await runDreamBench(process.argv.slice(2), {
  bundleWithout,
  costProgram: join(outdir, "measure-cost.mjs"),
  transcripts: join(root, "../shared/data/transcripts"),
});
process.exit(isPassed ? 0 : 1);
