import { defineConfig } from "@playwright/test";
import journeys from "../../playwright.config";

/** Pictures, not tests: first of an installation that holds nothing, then of a full one. */
export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "*.pictures.ts",
  outputDir: "../../test-results/screenshots",
  globalSetup: "../global-setup.ts",
  reporter: "list",
  timeout: 120_000,
  projects: [
    { name: "empty", testMatch: "empty.pictures.ts" },
    { name: "full", testMatch: "full.pictures.ts", dependencies: ["empty"] },
  ],
});
