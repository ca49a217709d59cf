import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layClusterFiles } from "../testing/cluster-template";
import { inspectPostmaster } from "./postmaster-file";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres";
import { stopPostmaster } from "./stop-postmaster";

const runInstance = join(import.meta.dirname, "testing", "run-instance.ts");
const isRoot = process.getuid?.() === 0;

describe("the embedded database", { timeout: 60_000 }, () => {
  let folder: string;
  let dataDir: string;
  let servers: EmbeddedPostgres[];
  /** Waiting for the disk is slow, so only tests that look for data after an end of the server ask for it. */
  let durable: boolean;
  const said: string[] = [];

  async function start(
    options: { supervise?: boolean; dataDir?: string; durable?: boolean } = {},
  ): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({
      dataDir,
      log: (message) => said.push(message),
      relocationRoot: join(folder, "relocated"),
      durable,
      ...options,
    });
    servers.push(server);
    return server;
  }

  const databaseDir = () => join(dataDir, "postgres", "data");

  async function runningPid(directory = databaseDir()): Promise<number> {
    const state = await inspectPostmaster(directory);
    if (state.kind !== "running") throw new Error(`the server is ${state.kind}`);
    return state.pid;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-embedded-"));
    await chmod(folder, 0o755);
    dataDir = join(folder, "data");
    servers = [];
    durable = false;
    said.length = 0;
  });

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it("keeps what was written over an orderly restart, under one address, in UTF-8 and C order", async () => {
    durable = true;
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 'ü' AS text");
    await first.stop();
    expect((await inspectPostmaster(databaseDir())).kind).toBe("absent");

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "SELECT text FROM kept")).toEqual([{ text: "ü" }]);
    expect(await query(second.url, "SELECT datcollate FROM pg_database WHERE datname = current_database()")).toEqual([
      { datcollate: "C.UTF-8" },
    ]);
    expect(await query(second.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  });

  it("is closed to the network and to whoever lacks the password, which only our account can read", async () => {
    const { url } = await start();
    expect(await query(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    const stranger = new URL(url);
    stranger.password = "guess";
    await expect(query(stranger.toString(), "SELECT 1")).rejects.toThrow("password authentication failed");
    const password = await stat(join(dataDir, "secrets", "postgres-password"));
    expect(password.mode & 0o777).toBe(0o600);
    expect(password.uid).toBe(process.getuid?.());
  });

  it("takes over the server that a killed instance left running, and stops it in the end", async () => {
    await layClusterFiles(dataDir);
    const instance = spawn(process.execPath, ["--import", "tsx", runInstance, dataDir, join(folder, "relocated")]);
    const [address] = (await once(instance.stdout, "data")) as [Buffer];
    const pid = await runningPid();
    instance.kill("SIGKILL");
    await once(instance, "exit");

    const second = await start();
    expect(await runningPid()).toBe(pid);
    expect(second).toMatchObject({ url: address.toString().trim(), startedByUs: true });
    await second.stop();
    expect((await inspectPostmaster(databaseDir())).kind).toBe("absent");
  });

  it("starts the server again when it is killed, and loses nothing that was committed", async () => {
    durable = true;
    await layClusterFiles(dataDir);
    const { url } = await start();
    await query(url, "CREATE TABLE kept AS SELECT 1 AS one");
    const pid = await runningPid();
    process.kill(pid, "SIGKILL");
    await expect
      .poll(() => query(url, "SELECT one FROM kept").catch(() => null), { timeout: 20_000 })
      .toEqual([{ one: 1 }]);
    expect(await runningPid()).not.toBe(pid);
    await expect.poll(() => said).toContain("PostgreSQL is back.");
  });

  it("can be stopped while it is being started again", async () => {
    await layClusterFiles(dataDir);
    const server = await start();
    process.kill(await runningPid(), "SIGKILL");
    await expect.poll(() => said, { interval: 5 }).toContain("PostgreSQL ended unexpectedly. Starting it again.");
    await server.stop();
    expect((await inspectPostmaster(databaseDir())).kind).not.toBe("running");
  });

  it("starts after a crash that left a pid file whose pid belongs to another live process", async () => {
    durable = true;
    await layClusterFiles(dataDir);
    const { url } = await start();
    await query(url, "CREATE TABLE kept AS SELECT 1 AS one");
    const pid = await runningPid();
    const pidFile = join(databaseDir(), "postmaster.pid");
    const lines = (await readFile(pidFile, "utf8")).split("\n");
    await servers.pop()?.stop();
    const stranger = spawn("sleep", ["60"], isRoot ? await ownerOf(databaseDir()) : {});
    try {
      await writeFile(pidFile, [String(stranger.pid), ...lines.slice(1)].join("\n"));
      expect(await inspectPostmaster(databaseDir())).toEqual({ kind: "stale" });
      const again = await start();
      expect(await query(again.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
      expect(await runningPid()).not.toBe(pid);
    } finally {
      stranger.kill();
    }
  });

  it("leaves the server alone for a process that only uses it", async () => {
    await layClusterFiles(dataDir);
    const owner = await start();
    const guest = await start({ supervise: false });
    expect(guest).toMatchObject({ url: owner.url, startedByUs: false });
    await guest.stop();
    expect(await query(owner.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("begins anew after a first set-up that was killed halfway", async () => {
    await mkdir(join(dataDir, "postgres", "data.partial", "base"), { recursive: true });
    await chmod(dataDir, 0o755);
    const { url } = await start();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await readdir(join(dataDir, "postgres"))).not.toContain("data.partial");
  });

  it("refuses files of another major version instead of touching them", async () => {
    await mkdir(databaseDir(), { recursive: true });
    await chmod(dataDir, 0o755);
    await writeFile(join(databaseDir(), "PG_VERSION"), "16\n");
    await expect(start()).rejects.toThrow("PostgreSQL 16");
    expect(await readdir(databaseDir())).toEqual(["PG_VERSION"]);
  });

  it("writes neither statements nor values of failed queries into its log", async () => {
    await layClusterFiles(dataDir);
    const { url } = await start();
    await query(url, "CREATE TABLE memory (path text PRIMARY KEY)");
    await query(url, "INSERT INTO memory VALUES ('/private/diagnosis')");
    await expect(query(url, "INSERT INTO memory VALUES ('/private/diagnosis')")).rejects.toThrow();
    await expect(query(url, "SELECT 'private diagnosis'::int")).rejects.toThrow();
    await servers.pop()?.stop();
    const log = await readFile(join(dataDir, "logs", "postgres.log"), "utf8");
    expect(log).toContain("database system is shut down");
    expect(log).not.toContain("diagnosis");
  });

  it("listens at a short path when the data directory's own is too long for a socket", async () => {
    dataDir = join(folder, "d".repeat(90), "data");
    const { url } = await start();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const socketDir = new URL(url).searchParams.get("host") ?? "";
    expect(socketDir.startsWith(folder)).toBe(false);
    await rm(socketDir, { recursive: true, force: true });
  });

  describe.runIf(isRoot)("as root", () => {
    const pointer = async () =>
      (JSON.parse(await readFile(join(dataDir, "postgres", "location.json"), "utf8")) as { home: string }).home;

    it("runs under an account without privileges, which cannot read our secrets", async () => {
      await layClusterFiles(dataDir);
      await start();
      const uid = execFileSync("ps", ["-o", "uid=", "-p", String(await runningPid())], { encoding: "utf8" });
      expect(Number(uid)).not.toBe(0);
      expect((await stat(join(dataDir, "secrets"))).mode & 0o077).toBe(0);
    });

    it("moves only the database files out of a folder that this account cannot enter, and finds them again", async () => {
      durable = true;
      await mkdir(dataDir, { mode: 0o700 });
      const first = await start();
      await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
      await first.stop();
      const home = await pointer();
      expect(home.startsWith(join(folder, "relocated"))).toBe(true);
      expect((await readdir(dataDir)).sort()).toEqual(["logs", "postgres", "secrets"]);
      expect(await query((await start()).url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
      expect(said.filter((message) => message.includes(home))).toHaveLength(1);
    });

    it("follows a data directory that was moved, and refuses one that was copied or lost its files", async () => {
      durable = true;
      await mkdir(dataDir, { mode: 0o700 });
      const first = await start();
      await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
      await first.stop();
      const moved = join(folder, "moved");
      await rename(dataDir, moved);
      const second = await start({ dataDir: moved });
      expect(await query(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
      await second.stop();

      execFileSync("cp", ["-a", moved, join(folder, "copy")]);
      await expect(start({ dataDir: join(folder, "copy") })).rejects.toThrow("is a copy of");
      dataDir = moved;
      await rm(await pointer(), { recursive: true });
      await expect(start({ dataDir: moved })).rejects.toThrow("are gone");
    });
  });
});

describe("stopPostmaster", () => {
  it("leaves a process alone that is not the server of these files", async () => {
    const stranger = spawn("sleep", ["60"]);
    try {
      await stopPostmaster(stranger.pid ?? 0, tmpdir(), true);
      await sleep(50);
      expect(stranger.exitCode).toBeNull();
      expect(stranger.signalCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(path);
  return { uid, gid };
}
