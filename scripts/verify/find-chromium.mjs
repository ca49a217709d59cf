// @ts-check
import { accessSync, constants, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../prepare/checkout.mjs";
import { runStep } from "../prepare/run-step.mjs";

// The one without windows comes first: it draws the same pages in four fifths of the time.
const programs = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @returns {string | null} a Chromium of this machine: the one named in REVERIE_CHROMIUM, installed, or Playwright's */
export function findChromium() {
  const given = process.env.REVERIE_CHROMIUM;
  if (given) return given;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const installed = folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  return [...installed, ...applications, ...listPlaywrightBrowsers()].find(isExecutable) ?? null;
}

/**
 * A Chromium, installed if there is none: Debian's as root (where Playwright's download host may be out of reach), else
 * Playwright's.
 *
 * @param {Promise<unknown>} [dependencies] settles when Playwright is there
 * @returns {Promise<string>}
 * @throws when none can be had
 */
export async function provideChromium(dependencies = Promise.resolve()) {
  const present = findChromium();
  if (present !== null) return present;
  /** @type {string[]} */
  const failures = [];
  for (const install of [installFromDebian, () => dependencies.then(installFromPlaywright)]) {
    await install().catch((error) => failures.push(error.message));
    const found = findChromium();
    if (found !== null) return found;
  }
  throw new Error(`No Chromium could be installed. Name one in REVERIE_CHROMIUM.\n${failures.join("\n")}`);
}

async function installFromDebian() {
  if (process.getuid?.() !== 0) throw new Error("apt-get needs root.");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = ["apt-get", "install", "-y", "--no-install-recommends"];
  await runStep("apt-get update", ["apt-get", "update"], { env });
  await runStep("apt-get install", [...install, "chromium-headless-shell"], { env }).catch(() =>
    runStep("apt-get install", [...install, "chromium"], { env }),
  );
}

async function installFromPlaywright() {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  await runStep("playwright install", [process.execPath, cli, "install", "chromium"], { cwd: root });
}

function listPlaywrightBrowsers() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache", "ms-playwright");
  try {
    return readdirSync(cache)
      .filter((name) => name.startsWith("chromium-"))
      .flatMap((name) => ["chrome-linux64", "chrome-linux"].map((folder) => join(cache, name, folder, "chrome")));
  } catch {
    return [];
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
