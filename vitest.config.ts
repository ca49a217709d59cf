import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** A file that replaces a module must not meet others that hold the real one: these load theirs anew. */
const mocking = ["lib/auth/people.db.test.ts", "lib/auth/sign-in.db.test.ts"];

function dropDevelopment(resolve: { conditions?: string[] } | undefined): void {
  if (resolve?.conditions) resolve.conditions = resolve.conditions.filter((name) => !name.startsWith("development"));
}

export default defineConfig({
  resolve: { alias: { "@": root } },
  plugins: [
    {
      name: "packages-as-shipped",
      // Without this, packages are loaded in their builds for development: the Markdown parser's checks itself at every step.
      config: { order: "post", handler: (config) => dropDevelopment(config.environments?.ssr?.resolve) },
    },
  ],
  test: {
    // Vitest leaves a core idle by default, and tests that wait for the database leave another.
    maxWorkers: availableParallelism() + 1,
    // Translating is a quarter of what it takes to load the API, and `npm test` loads it four times.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,cli,scripts,app,bench,prisma,examples}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/*.contract.test.ts", "**/*.large.test.ts"],
          // Property tests and tests that start processes need air on a small machine under load.
          testTimeout: 40_000,
          // Nothing here keeps state in a module, and loading each module anew for each file was half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          // What is long for what goes through it, and so no part of `npm run check`.
          name: "unit-large",
          include: ["lib/**/*.large.test.ts"],
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          // What modules keep hangs on the pool, and each file has a database, and so a pool, of its own.
          isolate: false,
          include: ["{lib,prisma,cli}/**/*.db.test.ts"],
          exclude: mocking,
          globalSetup: ["./lib/db/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "db-mocked",
          include: mocking,
          globalSetup: ["./lib/db/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          // As for "db".
          isolate: false,
          include: ["{lib,e2e,examples}/**/*.contract.test.ts"],
          globalSetup: ["./lib/db/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
