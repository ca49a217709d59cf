import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { gitExport } from "./git-export";
import { gitPath } from "./git-path";
import { plainName } from "./git-person";
import type { ExportedVersionRow } from "./read-exported-versions";

const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit) console.error("git is not on this machine: the streams are not tried in it.");

const buildRow = (sequence: number, given: Partial<ExportedVersionRow>): ExportedVersionRow => ({
  id: `memver_${sequence}`,
  memory_id: "mem_1",
  sequence,
  operation: "modified",
  path: "/a",
  content: "text",
  content_sha256: null,
  content_size_bytes: null,
  created_at: new Date(1_700_000_000_000 + sequence * 1000),
  author_kind: "user",
  author_id: "user_1",
  via: "api",
  reason: null,
  as_of: null,
  dream_id: null,
  change_id: null,
  event_id: null,
  origin_memory_store_id: null,
  origin_memory_version_id: null,
  origin: null,
  redacted_at: null,
  redacted_by_kind: null,
  redacted_by_id: null,
  redaction_reason: null,
  ...given,
});

const exportRows = (rows: ExportedVersionRow[], name = "Ada") => {
  async function* batches() {
    yield rows;
  }
  return buffer(gitExport(batches(), async () => () => `${plainName(name) || "x"} <x@y.invalid>`));
};

let folder = "";
afterEach(() => folder !== "" && rmSync(folder, { recursive: true, force: true }));
function load(input: Buffer) {
  folder = mkdtempSync(join(tmpdir(), "reverie-git-"));
  const run = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", stdio: "pipe" });
  run("init", "--bare", "--initial-branch=main", ".");
  execFileSync("git", ["-C", folder, "fast-import", "--quiet"], { input, stdio: "pipe" });
  return run;
}

describe("a stream for git", () => {
  it("counts what is said in bytes and keeps dates that git can hold", async () => {
    const text = (await exportRows([buildRow(1, { reason: "é", created_at: new Date(-5), content: "漢" })])).toString();
    expect(text).toContain("author Ada <x@y.invalid> 0 +0000\n");
    expect(text).toContain('M 100644 inline "a"\ndata 3\n漢\n');
  });

  it.runIf(hasGit)(
    "is taken by git with any path, text, reason and name, and gives them back",
    { timeout: 120_000 },
    async () => {
      const hostile = fc.string({ unit: fc.constantFrom(...'a/."\\\n <>@:~%git é漢\t'), minLength: 1, maxLength: 12 });
      const path = hostile.map((text) => `/${text}`).filter((text) => memoryPathProblem(text) === null);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ path, content: hostile, reason: fc.option(hostile) }), { minLength: 1, maxLength: 6 }),
          hostile,
          async (changes, name) => {
            const rows = changes.map((change, index) => buildRow(index + 1, change));
            const git = load(await exportRows(rows, name));
            const last = changes.at(-1);
            expect(git("rev-list", "--count", "main").trim()).toBe(String(changes.length));
            expect(git("ls-tree", "-r", "-z", "--name-only", "main")).toBe(`${gitPath(last?.path ?? "")}\0`);
            expect(git("show", `main:${gitPath(last?.path ?? "")}`)).toBe(last?.content);
            rmSync(folder, { recursive: true, force: true });
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});
