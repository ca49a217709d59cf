import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installServerSoftware, patchAccountLookup } from "./server-software";

describe("patchAccountLookup", () => {
  it("asks for the first passwd entry instead of its own, and changes nothing else", () => {
    const program = Buffer.from("…\0getpwuid_r\0getpwuid\0geteuid\0…");
    expect(patchAccountLookup(program).toString()).toBe("…\0getpwuid_r\0getpwent\0geteuid\0…");
  });

  it("leaves a program without the import as it is", () => {
    const program = Buffer.from("nothing to see");
    expect(patchAccountLookup(program).equals(program)).toBe(true);
  });
});

describe("installServerSoftware", { timeout: 30_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-software-"));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("makes one copy that every account can run, with the links that npm packages cannot hold", async () => {
    const first = await installServerSoftware(folder, false);
    expect(await installServerSoftware(folder, false)).toEqual(first);
    expect(await readdir(folder)).toHaveLength(1);
    expect((await stat(first.postgres)).mode & 0o777).toBe(0o755);
    expect(execFileSync(first.postgres, ["--version"], { encoding: "utf8" })).toContain("PostgreSQL) 18");
    const libraries = join(dirname(first.postgres), "..", "lib");
    const links = (await readdir(libraries, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
    if (process.platform !== "linux") return;
    expect(links.length).toBeGreaterThan(5);
    expect(await readlink(join(libraries, "libpq.so.5"))).toMatch(/^libpq\.so\.5\./);
  });

  it("gives two processes that copy at once the same whole copy", async () => {
    const [first, second] = await Promise.all([
      installServerSoftware(folder, false),
      installServerSoftware(folder, false),
    ]);
    expect(first).toEqual(second);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("patches a copy of its own for accounts without a passwd entry", async () => {
    const plain = await installServerSoftware(folder, false);
    const original = await readFile(plain.postgres);
    const patched = await installServerSoftware(folder, true);
    expect((await readFile(plain.postgres)).equals(original)).toBe(true);
    expect(patched.initdb).not.toBe(plain.initdb);
    expect(execFileSync(patched.initdb, ["--version"], { encoding: "utf8" })).toContain("PostgreSQL) 18");
  });
});
