// @ts-check
// Unit and contract tests on the newest long-term Node, whichever Node runs this script.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";
import { npm } from "./prepare/install-dependencies.mjs";
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { runStep } from "./prepare/run-step.mjs";
import { keepTemporaryFilesInMemory } from "./verify/memory-folder.mjs";
import { runStages } from "./verify/stage.mjs";
import { vitestStage } from "./verify/vitest-stage.mjs";

keepTemporaryFilesInMemory();
await prepareApplication(console.log, "dependencies");
const node = await provideNode24();
const passed = await runStages([
  vitestStage("unit tests on Node 24", "unit*", { node }),
  vitestStage("contract on Node 24", "contract", { node }),
]);
process.exit(passed ? 0 : 1);

/** The program itself comes in a package for each platform, which the package `node` would fetch in an install script. */
async function provideNode24() {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/node24/package.json"), "utf8"));
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${platform}-${process.arch}`;
  const folder = join(root, "dist", `node-${version}`);
  const program = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const args = [
      "install",
      "--no-save",
      "--no-package-lock",
      "--ignore-scripts",
      "--prefix",
      folder,
      `${name}@${version}`,
    ];
    await runStep(`Fetching Node ${version}`, [...npm(), ...args], { cwd: folder });
  }
  return program;
}
