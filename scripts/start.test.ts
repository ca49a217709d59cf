import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const start = join(import.meta.dirname, "start.mjs");
const holdLock = join(import.meta.dirname, "prepare", "testing", "hold-lock.mjs");

// Only the refusals: they come before anything is installed, built or started.
describe("a start that is refused", { timeout: 30_000 }, () => {
  let folder: string;
  let holder: ChildProcess | null = null;
  let taken: Server | null = null;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "reverie-start-"));
  });
  afterEach(async () => {
    holder?.kill("SIGKILL");
    taken?.close();
    holder = taken = null;
    await rm(folder, { recursive: true, force: true });
  });

  async function run(env: Record<string, string>): Promise<{ code: number; words: string }> {
    const child = spawn(process.execPath, [start], { env: { ...process.env, ...env, npm_lifecycle_event: undefined } });
    let words = "";
    child.stdout.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    return { code, words };
  }

  async function takePort(): Promise<string> {
    const server = createServer();
    taken = server;
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    return String(typeof address === "object" && address !== null ? address.port : 0);
  }

  it("says which process runs already, where, and what to do, and touches nothing", async () => {
    holder = spawn(process.execPath, [holdLock, join(folder, "lock")]);
    if (holder.stdout !== null) await once(holder.stdout, "data");
    const { code, words } = await run({ REVERIE_DATA_DIR: folder, PORT: "0" });
    expect(code).toBe(1);
    expect(words).toContain(`Reverie is already running on ${folder}: process ${holder.pid} at http://127.0.0.1:1`);
    expect(words).toContain("REVERIE_DATA_DIR and PORT");
    expect(words).not.toContain("    at ");
    expect(await readdir(folder)).toEqual(["lock"]);
  });

  it("says that the port is taken before it installs or builds", async () => {
    const port = await takePort();
    const { code, words } = await run({ REVERIE_DATA_DIR: join(folder, "data"), PORT: port });
    expect({ code, words }).toEqual({
      code: 1,
      words: `Port ${port} on 127.0.0.1 is taken. Choose another: PORT=3001 npm start\n`,
    });
  });

  it("makes a data directory that others cannot list", async () => {
    const port = await takePort();
    await run({ REVERIE_DATA_DIR: join(folder, "data"), PORT: port });
    expect((await stat(join(folder, "data"))).mode & 0o066).toBe(0);
  });

  it("says why the data directory cannot be used", async () => {
    await writeFile(join(folder, "file"), "");
    const { code, words } = await run({ REVERIE_DATA_DIR: join(folder, "file", "data"), PORT: "0" });
    expect(code).toBe(1);
    expect(words).toMatch(/^The data directory cannot be used: ENOTDIR/);
    expect(words).not.toContain("    at ");
  });
});
