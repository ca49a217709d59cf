// @ts-check
// npm leaves optional packages out of package-lock.json when the registry of the day cannot serve them, and `npm ci`
// then refuses the file everywhere. This adds them, each bound to its platform. Run it after `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";
import { findMissingPackages } from "./prepare/find-missing-packages.mjs";

const path = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const missing = findMissingPackages(lock.packages);
const names = Object.keys(missing);
if (names.length === 0) console.log("package-lock.json is complete.");
else if (process.argv.includes("--check")) {
  console.error(`package-lock.json lacks optional packages; run node scripts/complete-lock.mjs:\n${names.join("\n")}`);
  process.exitCode = 1;
} else {
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${names.length} optional packages to package-lock.json.`);
}
