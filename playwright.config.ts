import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/verify/find-chromium.mjs";

const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e/journeys",
  globalSetup: "./e2e/global-setup.ts",
  workers: 2,
  fullyParallel: true,
  projects: [
    { name: "journeys", testIgnore: "**/*.timed.spec.ts" },
    // What a person waits for is measured while nothing else runs.
    { name: "timed", testMatch: "**/*.timed.spec.ts", dependencies: ["journeys"], workers: 1 },
  ],
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE === undefined ? "list" : [["list"], ["json"]],
  use: {
    // Workers read this file again, after the global setup has said where the instance is.
    ...(process.env.REVERIE_E2E_BASE_URL === undefined ? {} : { baseURL: process.env.REVERIE_E2E_BASE_URL }),
    // Recording costs a fifth of the time of all journeys. `npx playwright test <name> --trace=on` shows a failure again.
    trace: "off",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
