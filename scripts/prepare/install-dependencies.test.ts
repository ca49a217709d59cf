import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { areDependenciesInstalled } from "./install-dependencies.mjs";

describe("areDependenciesInstalled", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-install-"));
    await mkdir(join(folder, "node_modules"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const left = { version: "1.0.0", integrity: "sha512-a" };
  async function lay(wanted: object, present: object | null): Promise<boolean> {
    await writeFile(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": { name: "x" }, ...wanted } }));
    const account = join(folder, "node_modules", ".package-lock.json");
    if (present !== null) await writeFile(account, JSON.stringify({ packages: present }));
    return areDependenciesInstalled(folder);
  }

  it("is true when npm's own account agrees with the lock file", async () => {
    expect(await lay({ "node_modules/left": left }, { "node_modules/left": left })).toBe(true);
  });

  it("is false before anything is installed, and after an installation that was cut short", async () => {
    expect(await lay({ "node_modules/left": left }, null)).toBe(false);
  });

  it("is false when a version has changed, or the same version has other content", async () => {
    const wanted = { "node_modules/left": left };
    expect(await lay(wanted, { "node_modules/left": { ...left, version: "1.0.1" } })).toBe(false);
    expect(await lay(wanted, { "node_modules/left": { ...left, integrity: "sha512-b" } })).toBe(false);
  });

  it("is false when a package was added", async () => {
    expect(await lay({ "node_modules/left": left, "node_modules/right": left }, { "node_modules/left": left })).toBe(
      false,
    );
  });

  it("does not ask for the packages of other platforms", async () => {
    const wanted = { "node_modules/left": left, "node_modules/left-darwin": { ...left, optional: true } };
    expect(await lay(wanted, { "node_modules/left": left })).toBe(true);
  });
});
