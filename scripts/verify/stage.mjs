// @ts-check

/**
 * A part of the test run. Its outcome is counted in checks or tests; `report` is shown when something failed.
 *
 * @typedef {{ passed: number, failed: number, report: string }} Outcome
 * @typedef {{ title: string, run: () => Promise<Outcome> }} Stage
 */

/**
 * Runs the stages one after the other, those of a group side by side, and those of a list within a group one after the other again;
 * also after a failure. Ends with the line `N passed, N failed`.
 *
 * @param {(Stage | (Stage | Stage[])[])[]} stages
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function runStages(stages) {
  const total = { passed: 0, failed: 0 };
  /** @param {Stage} stage */
  const runStage = async ({ title, run }) => {
    const startedAt = Date.now();
    const { passed, failed, report } = await run().catch((error) => ({
      passed: 0,
      failed: 1,
      report: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${failed === 0 ? "✓" : "✗"} ${title}: ${passed} passed, ${failed} failed (${seconds} s)`);
    if (failed > 0) console.log(`${indent(report)}\n`);
  };
  /** @param {Stage | Stage[]} list */
  const runInOrder = async (list) => {
    for (const stage of [list].flat()) await runStage(stage);
  };
  for (const group of stages) await Promise.all((Array.isArray(group) ? group : [group]).map(runInOrder));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

/** @param {string} text */
function indent(text) {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
