import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./hash-sources.mjs";

describe("hashSources", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-sources-"));
    await write("lib/memory/read.ts", "export const one = 1;");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<string> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    return hashSources(folder);
  }

  it("stays the same for the same sources", () => {
    expect(hashSources(folder)).toBe(hashSources(folder));
    expect(hashSources(folder)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    "lib/memory/read.ts",
    "app/page.tsx",
    "server.ts",
    "package-lock.json",
    "next.config.ts",
    "public/mark.svg",
  ])("changes with %s", async (path) => {
    const before = hashSources(folder);
    expect(await write(path, "changed")).not.toBe(before);
  });

  it.each(["lib/memory/read.test.ts", "lib/memory/testing/build.ts", "README.md", "e2e/journeys/a.ts", "lib/notes.md"])(
    "does not change with %s, which no build holds",
    async (path) => {
      const before = hashSources(folder);
      expect(await write(path, "changed")).toBe(before);
    },
  );

  it("tells a renamed file from the old one", async () => {
    const before = hashSources(folder);
    await rm(join(folder, "lib/memory/read.ts"));
    expect(await write("lib/memory/load.ts", "export const one = 1;")).not.toBe(before);
  });
});
