// @ts-check
// The only set-up to test: runs before anything is installed, so it begins with Node's own modules only.
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { provideChromium } from "./verify/find-chromium.mjs";
import { keepTemporaryFilesInMemory } from "./verify/memory-folder.mjs";
import { playwrightStage } from "./verify/playwright-stage.mjs";
import { bootProductionServer } from "./verify/production-server.mjs";
import { runStages } from "./verify/stage.mjs";
import { staticChecks } from "./verify/static-checks.mjs";
import { vitestStage } from "./verify/vitest-stage.mjs";

keepTemporaryFilesInMemory();
const dependencies = prepareApplication(console.log, "dependencies");
// npm has work for one processor, and Debian for another.
const chromium = provideChromium(dependencies);
chromium.catch(() => undefined);
await dependencies;

/** @type {import("./verify/production-server.mjs").ProductionServer | null} */
let nextMount = null;
const contractThroughNext = vitestStage("contract through Next", "contract", {
  workers: 2,
  // All its files share one instance side by side: a list of everything shows what another file makes meanwhile.
  env: () => ({
    REVERIE_API_MOUNT: "next",
    REVERIE_CONTRACT_BASE_URL: nextMount?.baseUrl ?? "",
    REVERIE_CONTRACT_API_KEY: nextMount?.apiKey ?? "",
  }),
});

// What stands side by side keeps both processors busy to the end: each waits now and then, and none but the last has a long tail.
const passed = await runStages([
  [...staticChecks, vitestStage("unit tests", "unit")],
  [
    vitestStage("database tests", "db*"),
    [
      {
        title: "production build",
        run: async () => {
          await prepareApplication(() => undefined);
          return { passed: 1, failed: 0, report: "" };
        },
      },
      vitestStage("contract", "contract", { workers: 2 }),
      vitestStage("large unit tests", "unit-large", { workers: 2 }),
    ],
  ],
  // It takes half as long as the journeys, of which what is timed comes last, alone.
  [
    {
      title: contractThroughNext.title,
      run: async () => {
        nextMount = await bootProductionServer({ REVERIE_API_MOUNT: "next", REVERIE_MOUNT_ROOT: "/mnt/memory" });
        return contractThroughNext.run().finally(() => nextMount?.stop());
      },
    },
    playwrightStage(() => chromium),
  ],
]);
process.exit(passed ? 0 : 1);
