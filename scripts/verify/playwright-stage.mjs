// @ts-check
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastLines, runProgram } from "./run-program.mjs";

/**
 * A stage that walks the journeys through a production server in a browser.
 *
 * @param {() => Promise<string>} chromium the browser to use
 * @returns {import("./stage.mjs").Stage}
 */
export function playwrightStage(chromium) {
  return {
    title: "journeys",
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), "reverie-playwright-"));
      const file = join(folder, "report.json");
      try {
        const { ok, output } = await runProgram("node_modules/@playwright/test/cli.js", ["test"], {
          timeoutMs: 900_000,
          env: { REVERIE_CHROMIUM: await chromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file, CI: process.env.CI ?? "true" },
        });
        const { expected, unexpected, flaky } = JSON.parse(readFileSync(file, "utf8")).stats;
        const failed = unexpected + flaky;
        return { passed: expected, failed: failed === 0 && !ok ? 1 : failed, report: lastLines(output, 250) };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
