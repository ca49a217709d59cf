// @ts-check
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare/checkout.mjs";

const limitLines = 400;
const patterns = ["*.ts", "*.tsx", "*.mjs", "*.cjs"];

const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...patterns], {
  cwd: root,
  encoding: "utf8",
});
const tooLong = listed
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)))
  .map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").trimEnd().split("\n").length }))
  .filter(({ lines }) => lines > limitLines);

for (const { path, lines } of tooLong) console.error(`${path} has ${lines} lines; the limit is ${limitLines}.`);
process.exitCode = tooLong.length === 0 ? 0 : 1;
