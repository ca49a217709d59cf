import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gitPath } from "@/lib/transfer/git-path";
import { makeEventfulStore } from "@/lib/transfer/testing/eventful-store";
import { useApiServer } from "./testing/api-server";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit) console.error("git is not on this machine: the streams are checked by their text alone.");

let storeId = "";
let stream: Buffer = Buffer.alloc(0);
const folders: string[] = [];

const download = async (query: string): Promise<Buffer> => {
  const response = await api.send(`/v1/memory_stores/${storeId}/export?format=git${query}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

/** A repository without a work tree, as `git fast-import` made it of the stream. */
function load(input: Buffer): (...args: string[]) => string {
  const folder = mkdtempSync(join(tmpdir(), "reverie-git-"));
  folders.push(folder);
  const run = (args: string[], options = {}) =>
    execFileSync("git", ["-C", folder, "-c", "core.quotePath=false", ...args], {
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
      ...options,
    });
  run(["init", "--bare", "--initial-branch=main", "."]);
  run(["fast-import", "--quiet"], { input });
  return (...args) => run(args);
}

beforeAll(async () => {
  storeId = (await makeEventfulStore(api, 'Hostile "name" <x@y>')).id;
}, 60_000);
beforeAll(async () => {
  stream = await download("");
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("export for git, as text", () => {
  it("has one commit a version, says where it ends, and holds nothing that was redacted", async () => {
    const versions = (await stores.versions(storeId, "?limit=100")).data;
    const text = stream.toString("utf8");
    expect(text.match(/^Memory-Version: /gm)).toHaveLength(versions.length);
    expect(text.startsWith("feature done\ncommit refs/heads/main\n")).toBe(true);
    expect(text.endsWith("\ndone\n")).toBe(true);
    expect(text).not.toContain("hunter2");
    expect(text).not.toMatch(/^[MD] .*"(.*\/)?\.git(\/|")/im);
  });
});

describe.runIf(hasGit)("export for git, in git", () => {
  it("gives the store's files, byte for byte, under names that lead nowhere", async () => {
    const git = load(stream);
    const live = (await stores.list(storeId, "?limit=100&view=full")).data;
    const names = git("ls-tree", "-r", "-z", "--name-only", "main").split("\0").filter(Boolean);
    const expected = live.map((item) => (item.type === "memory" ? gitPath(item.path) : ""));
    expect(names.sort()).toEqual(expected.sort());
    for (const item of live) {
      if (item.type === "memory") expect(git("show", `main:${gitPath(item.path)}`)).toBe(item.content);
    }
    expect(git("fsck", "--strict")).toBe("");
  });

  it("has every version as a commit with its author, time and reason, redacted ones at redacted/", async () => {
    const git = load(stream);
    const versions = (await stores.versions(storeId, "?limit=100")).data;
    const log = git("log", "--reverse", "--format=%an%x00%ae%x00%at%x00%B%x01", "main").split("\x01\n").filter(Boolean);
    expect(log).toHaveLength(versions.length);
    expect(log[0]).toMatch(/^[^\0]+\0apikey_\w+@api-key\.reverie\.invalid\0\d+\0Create \/notes\/plain\.md\n/);
    expect(log.some((entry) => entry.includes("from now on"))).toBe(true);
    const secrets = versions.filter((version) => version.redacted_at !== null);
    for (const secret of secrets) {
      const commits = git("log", "--format=%H", "main", "--", `redacted/${secret.memory_id}`).trim().split("\n");
      expect(commits).toHaveLength(2);
      expect(git("show", `${commits.at(-1)}:redacted/${secret.memory_id}`)).toBe("[redacted]\n");
    }
    expect(
      git("log", "--follow", "--format=%s", "main", "--", "notes/renamed – 漢字.md").split("\n").length,
    ).toBeGreaterThan(2);
  });

  it("is one commit a file without history, empty of an empty store, and refused by git when cut off", async () => {
    const heads = load(await download("&history=false"));
    const live = (await stores.list(storeId, "?limit=100")).data;
    expect(heads("rev-list", "--count", "main").trim()).toBe(String(live.length));
    const past = load(await download("&at=2001-01-01T00:00:00Z"));
    expect(past("for-each-ref")).toBe("");
    expect(() => load(stream.subarray(0, -5))).toThrow();
  });
});
