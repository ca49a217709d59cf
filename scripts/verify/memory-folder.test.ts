import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** What the temporary folder of a process is after it asked for memory, and whether a file can be made there. */
function ask(env: Record<string, string | undefined>): string {
  const program = `
    import { mkdtempSync } from "node:fs";
    import { tmpdir } from "node:os";
    import { join } from "node:path";
    import { keepTemporaryFilesInMemory } from "./scripts/verify/memory-folder.mjs";
    keepTemporaryFilesInMemory();
    mkdtempSync(join(tmpdir(), "made-"));
    process.stdout.write(tmpdir());`;
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return stdout;
}

describe("temporary files of a test run", () => {
  it("stay where TMPDIR says", () => {
    expect(ask({ TMPDIR: "/tmp" })).toBe("/tmp");
  });

  it("are gone with the process, wherever they were", () => {
    const folder = ask({ TMPDIR: undefined });
    expect(folder === "/tmp" || !existsSync(folder)).toBe(true);
  });

  it.runIf(ask({ TMPDIR: undefined }) !== "/tmp")("take the place of what a killed run left", () => {
    const left = "/dev/shm/reverie-tests-4194305-left";
    mkdirSync(left);
    try {
      ask({ TMPDIR: undefined });
      expect(existsSync(left)).toBe(false);
    } finally {
      rmSync(left, { recursive: true, force: true });
    }
  });
});
