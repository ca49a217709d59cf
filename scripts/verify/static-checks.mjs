// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../prepare/checkout.mjs";
import { checkWith, runProgram } from "./run-program.mjs";

/**
 * Everything that can be known without running the application: two lists for a group of stages, of about the same length.
 *
 * @type {import("./stage.mjs").Stage[][]}
 */
export const staticChecks = [
  [{ title: "types", run: checkTypes }],
  [
    checkWith("format and lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--max-diagnostics=50", "."]),
    checkWith("import direction", "node_modules/dependency-cruiser/bin/dependency-cruise.mjs", [
      "--config",
      ".dependency-cruiser.cjs",
      ...["app", "cli", "components", "lib", "server.ts", "proxy.ts"].filter((path) => existsSync(join(root, path))),
    ]),
    checkWith("dead code", "node_modules/knip/bin/knip.js", ["--no-progress"]),
    checkWith("file sizes", "scripts/check-file-size.mjs", []),
    checkWith("lock file", "scripts/complete-lock.mjs", ["--check"]),
  ],
];

async function checkTypes() {
  const routes = await runProgram("node_modules/next/dist/bin/next", ["typegen"], {
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  });
  // The native compiler takes a fraction of the processor time of TypeScript 6, which the build and the import lint need. Each of
  // its checkers works out the types of the contract for itself: four, as is its custom, take half as much again as one.
  const args = ["--noEmit", "--checkers", "1"];
  const types = routes.ok ? await runProgram("node_modules/typescript7/bin/tsc", args) : routes;
  return { passed: types.ok ? 1 : 0, failed: types.ok ? 0 : 1, report: types.output };
}
