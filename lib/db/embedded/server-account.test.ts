import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canEnter, chooseServerAccount, findUnprivilegedAccount } from "./server-account";

const isRoot = process.getuid?.() === 0;

describe("findUnprivilegedAccount", () => {
  it("prefers nobody", () => {
    const passwd = "root:x:0:0::/root:/bin/sh\nbin:x:2:2::/bin:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n";
    expect(findUnprivilegedAccount(passwd)).toEqual({ uid: 65_534, gid: 65_534 });
  });

  it("takes any account but root's where there is no nobody", () => {
    expect(findUnprivilegedAccount("root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:\nbin:x:2:3::/bin:/bin/sh")).toEqual({
      uid: 2,
      gid: 3,
    });
  });

  it("finds none in an empty file", () => {
    expect(findUnprivilegedAccount("")).toBeNull();
  });
});

describe("the server's account", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-account-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.runIf(!isRoot)("is our own when we are not root", async () => {
    expect(await chooseServerAccount(folder)).toMatchObject({ kind: "self", uid: process.getuid?.() });
  });

  it.runIf(isRoot)(
    "is the owner of the files that exist, so that a person's data stays theirs under root",
    async () => {
      await chown(folder, 4711, 4712);
      expect(await chooseServerAccount(folder)).toEqual({ kind: "other", uid: 4711, gid: 4712 });
    },
  );

  it.runIf(isRoot)("is never root, also where root owns the files", async () => {
    const account = await chooseServerAccount(folder);
    expect(account.kind).toBe("other");
    expect(account.uid).toBeGreaterThan(0);
  });

  it("enters a folder only if every parent lets it pass", async () => {
    const inner = join(folder, "closed", "inner");
    await mkdir(inner, { recursive: true });
    await chmod(folder, 0o711);
    await chmod(join(folder, "closed"), 0o711);
    const account = { kind: "other", uid: 4711, gid: 4712 } as const;
    expect(await canEnter(account, inner)).toBe(true);
    await chmod(join(folder, "closed"), 0o710);
    expect(await canEnter(account, inner)).toBe(false);
  });
});
