import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const program = join(import.meta.dirname, "../scripts/reverie.mjs");

it("runs from a working copy, whether it was built before or not", async () => {
  const help = await run(process.execPath, [program, "--help"]);
  expect(help.stdout).toContain("reverie export <store>");
  const failure = await run(process.execPath, [program, "explode"]).catch((error) => error);
  expect(failure).toMatchObject({ code: 2, stdout: "" });
  expect(failure.stderr).toMatch(/^reverie: There is no command "explode"/);
}, 60_000);
