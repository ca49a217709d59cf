// @ts-check
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastLines, runProgram } from "./run-program.mjs";

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} VitestReport
 */

/**
 * A stage that runs one vitest project.
 *
 * @param {string} title
 * @param {"unit" | "unit-large" | "unit*" | "db*" | "contract"} project of vitest.config.ts; `*` takes all that begin so
 * @param {{ env?: () => Record<string, string>, node?: string, workers?: number }} [options] the environment is asked
 *   for when the stage runs; each worker loads all modules, which takes it seconds
 * @returns {import("./stage.mjs").Stage}
 */
export function vitestStage(title, project, { env, node, workers } = {}) {
  return {
    title,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), "reverie-vitest-"));
      const file = join(folder, "report.json");
      try {
        const args = [
          "run",
          `--project=${project}`,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${file}`,
        ];
        const { ok, output } = await runProgram("node_modules/vitest/vitest.mjs", args, {
          timeoutMs: 900_000,
          env: { ...env?.(), ...(workers === undefined ? {} : { VITEST_MAX_WORKERS: String(workers) }) },
          ...(node === undefined ? {} : { node }),
        });
        return { ...count(JSON.parse(readFileSync(file, "utf8")), ok), report: lastLines(output, 200) };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/**
 * A file that cannot be loaded or set up has no test that failed, and an error outside tests belongs to none: both
 * count as one.
 *
 * @param {VitestReport} report
 * @param {boolean} ok whether vitest itself was content
 */
export function count({ numPassedTests, numFailedTests, testResults }, ok) {
  const broken = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = numFailedTests + broken;
  return { passed: numPassedTests, failed: failed === 0 && !ok ? 1 : failed };
}
