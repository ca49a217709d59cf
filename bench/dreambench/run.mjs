// @ts-check
// Bundles DreamBench and runs it. The engine comes from this checkout's sources; for ablations it is bundled again with one guard replaced.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/prepare/checkout.mjs";
import { prepareApplication } from "../../scripts/prepare/prepare-application.mjs";

await prepareApplication(console.log, "dependencies");
const { build, stop } = await import("esbuild");
const outdir = join(root, "dist/dreambench");
const shared = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
await build({
  ...shared,
  entryPoints: ["bench/dreambench/dreambench.ts", "bench/dreambench/measure-cost.ts"],
  outdir,
  outExtension: { ".js": ".mjs" },
});

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
  const outfile = join(outdir, `without-${index}.mjs`);
  await build({
    ...shared,
    entryPoints: ["lib/dream/engine/run-engine.ts"],
    outfile,
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
  return import(pathToFileURL(outfile).href);
}

const { runDreamBench } = await import(pathToFileURL(join(outdir, "dreambench.mjs")).href);
const isPassed = await runDreamBench(process.argv.slice(2), {
  bundleWithout,
  costProgram: join(outdir, "measure-cost.mjs"),
  transcripts: join(root, "../shared/data/transcripts"),
});
await stop();
process.exit(isPassed ? 0 : 1);
