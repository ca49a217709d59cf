import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireOwnerLock } from "./owner-lock.mjs";
import { identify } from "./process-identity.mjs";

const holdLock = join(import.meta.dirname, "testing", "hold-lock.mjs");

describe("acquireOwnerLock", { timeout: 30_000 }, () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-lock-"));
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  async function holdElsewhere(): Promise<{ child: ChildProcess; outcome: string }> {
    const child = spawn(process.execPath, [holdLock, folder]);
    children.push(child);
    const [words] = (await once(child.stdout, "data")) as [Buffer];
    return { child, outcome: words.toString().trim() };
  }

  it("tells who owns the folder while that process lives", async () => {
    const { child } = await holdElsewhere();
    expect(await acquireOwnerLock(folder)).toMatchObject({
      kind: "held",
      owner: { process: { pid: child.pid }, details: { address: "http://127.0.0.1:1" } },
    });
  });

  it("is free at once after its owner was killed", async () => {
    const { child } = await holdElsewhere();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await acquireOwnerLock(folder)).toMatchObject({
      kind: "acquired",
      previous: { process: { pid: child.pid } },
    });
  });

  it("is free after its owner gave it back, though that process lives on", async () => {
    const first = await acquireOwnerLock(folder);
    expect((await acquireOwnerLock(folder)).kind).toBe("held");
    if (first.kind === "acquired") first.release();
    expect((await acquireOwnerLock(folder)).kind).toBe("acquired");
  });

  it("has one owner when many ask at the same moment for a lock whose owner died", async () => {
    const { child } = await holdElsewhere();
    child.kill("SIGKILL");
    await once(child, "exit");
    const outcomes = await Promise.all(Array.from({ length: 6 }, holdElsewhere));
    expect(outcomes.filter(({ outcome }) => outcome === "acquired")).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "held")).toHaveLength(5);
  });

  it("is not fooled by another process that was given the pid of the dead owner", async () => {
    const stranger = { ...identify(), started: "1" };
    await writeFile(join(folder, "1.json"), JSON.stringify({ process: stranger, since: "", details: {} }));
    expect((await acquireOwnerLock(folder)).kind).toBe("acquired");
  });

  it("leaves one file, whose number only ever rises", async () => {
    for (const number of [1, 2, 3]) {
      const lock = await acquireOwnerLock(folder);
      if (lock.kind === "acquired") lock.release();
      expect(await readdir(folder)).toEqual([`${number}.json`]);
    }
  });

  it("shows what the owner said last", async () => {
    const lock = await acquireOwnerLock(folder);
    if (lock.kind === "acquired") lock.describe({ state: "stopping" });
    const again = await acquireOwnerLock(folder);
    expect(again).toMatchObject({ kind: "held", owner: { details: { state: "stopping" } } });
  });

  it("takes a file without a word in it for an owner that died while writing", async () => {
    await writeFile(join(folder, "7.json"), "");
    expect((await acquireOwnerLock(folder)).kind).toBe("acquired");
    expect(await readdir(folder)).toEqual(["8.json"]);
  });

  describe("with an owner in another container", () => {
    const path = () => join(folder, "1.json");
    beforeEach(async () => {
      const elsewhere = { pid: 1, started: "1", place: "another container" };
      await writeFile(path(), JSON.stringify({ process: elsewhere, since: "", details: {} }));
    });

    it("is held while that owner gives signs of life", async () => {
      const beat = setInterval(() => void utimes(path(), new Date(), new Date()), 200);
      try {
        expect((await acquireOwnerLock(folder)).kind).toBe("held");
      } finally {
        clearInterval(beat);
      }
    });

    it("is free after a long silence", async () => {
      const minuteAgo = new Date(Date.now() - 60_000);
      await utimes(path(), minuteAgo, minuteAgo);
      expect((await acquireOwnerLock(folder)).kind).toBe("acquired");
      expect(JSON.parse(await readFile(join(folder, "2.json"), "utf8"))).toMatchObject({
        process: { pid: process.pid },
      });
    });
  });
});
