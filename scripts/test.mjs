// @ts-check
// The only set-up to test: runs before anything is installed, so it begins with Node's own modules only.
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { provideChromium } from "./verify/find-chromium.mjs";
import { playwrightStage } from "./verify/playwright-stage.mjs";
import { bootProductionServer } from "./verify/production-server.mjs";
import { runStages } from "./verify/stage.mjs";
import { staticChecks } from "./verify/static-checks.mjs";
import { vitestStage } from "./verify/vitest-stage.mjs";

await prepareApplication(console.log, "dependencies");
// Installing a browser mostly waits for the network, so it goes on beside the first stages.
const chromium = provideChromium();
chromium.catch(() => undefined);

/** @type {import("./verify/production-server.mjs").ProductionServer | null} */
let nextMount = null;
const contractThroughNext = vitestStage("contract through Next", "contract", {
  // All its files share one instance side by side: a list of everything shows what another file makes meanwhile.
  env: () => ({
    REVERIE_API_MOUNT: "next",
    REVERIE_CONTRACT_BASE_URL: nextMount?.baseUrl ?? "",
    REVERIE_CONTRACT_API_KEY: nextMount?.apiKey ?? "",
  }),
});

const passed = await runStages([
  ...staticChecks,
  vitestStage("unit tests", "unit"),
  vitestStage("database tests", "db*"),
  vitestStage("contract", "contract"),
  {
    title: "production build",
    run: async () => {
      await prepareApplication(() => undefined);
      return { passed: 1, failed: 0, report: "" };
    },
  },
  {
    title: contractThroughNext.title,
    run: async () => {
      nextMount = await bootProductionServer({ REVERIE_API_MOUNT: "next", REVERIE_MOUNT_ROOT: "/mnt/memory" });
      return contractThroughNext.run().finally(() => nextMount?.stop());
    },
  },
  playwrightStage(() => chromium),
]);
process.exit(passed ? 0 : 1);
