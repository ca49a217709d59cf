// @ts-check
import { buildApplication, currentBuild, isBuilt } from "./build-application.mjs";
import { withCheckout } from "./checkout.mjs";
import { generatePrismaClient, isPrismaClientCurrent } from "./generate-prisma-client.mjs";
import { areDependenciesInstalled, installDependencies } from "./install-dependencies.mjs";

/**
 * Brings the working copy up to date with its sources: dependencies, Prisma client, build. Does nothing, in well under
 * a second, when all of it is.
 *
 * @param {(message: string) => void} log
 * @param {"dependencies" | "build"} [upTo] how far to go
 * @returns {Promise<import("./build-application.mjs").Build>}
 */
export async function prepareApplication(log, upTo = "build") {
  if (isReady(upTo)) return currentBuild();
  return withCheckout(log, async (noteStep) => {
    // Whoever had the working copy before us may have done it all.
    if (!areDependenciesInstalled()) {
      await timed(log, "Installing the dependencies (npm ci)", () => installDependencies(noteStep));
    }
    if (!isPrismaClientCurrent()) {
      await timed(log, "Generating the database client", () => generatePrismaClient(noteStep));
    }
    const build = currentBuild();
    if (upTo === "build" && !isBuilt(build)) {
      await timed(log, "Building the application", () => buildApplication(build, noteStep));
    }
    return build;
  });
}

/** @param {"dependencies" | "build"} upTo */
function isReady(upTo) {
  return areDependenciesInstalled() && isPrismaClientCurrent() && (upTo === "dependencies" || isBuilt(currentBuild()));
}

/**
 * @param {(message: string) => void} log
 * @param {string} title
 * @param {() => Promise<void>} work
 */
async function timed(log, title, work) {
  log(`${title} …`);
  const startedAt = Date.now();
  await work();
  log(`${title}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
