// @ts-check
// Pictures of every page in both themes and two widths, into screenshots/ (outside git). More words choose among them by name:
// `npm run screenshots -- review`. With REVERIE_E2E_BASE_URL (and its companions) it photographs an instance that runs already.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { provideChromium } from "./verify/find-chromium.mjs";

await prepareApplication(console.log);
const chosen = process.argv.slice(2).flatMap((word) => ["--grep", word]);
const child = spawn(
  process.execPath,
  [
    join(root, "node_modules/@playwright/test/cli.js"),
    "test",
    "--config",
    join(root, "e2e/screenshots/playwright.config.ts"),
    ...chosen,
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, REVERIE_CHROMIUM: await provideChromium() } },
);
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
