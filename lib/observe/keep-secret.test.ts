import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepSecret } from "./keep-secret";

describe("keepSecret", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-secret-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("gives the same secret every time", async () => {
    const first = await keepSecret(join(folder, "secrets", "session"));
    expect(await keepSecret(join(folder, "secrets", "session"))).toBe(first);
    expect(first).toMatch(/^[\w-]{43}$/);
  });

  it("keeps it from other accounts", async () => {
    await keepSecret(join(folder, "secrets", "session"));
    expect((await stat(join(folder, "secrets"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "secrets", "session"))).mode & 0o777).toBe(0o600);
  });

  it("leaves no draft behind", async () => {
    await keepSecret(join(folder, "session"));
    expect(await readdir(folder)).toEqual(["session"]);
  });

  it("refuses to make a new secret where one is that it cannot read", async () => {
    await expect(keepSecret(join(folder))).rejects.toThrow("EISDIR");
  });
});
