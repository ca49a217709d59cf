import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { getPriority } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freezeInProcess, runEngineInProcess } from "./dream-process";
import type { EngineInput } from "./engine/engine-input";
import { buildLargeWorld } from "./engine/testing-worlds";
import { runEngineHere } from "./engine-runner";
import { listChanges } from "./list-changes";
import { useDreamWorld } from "./testing/dream-world";

const root = join(import.meta.dirname, "../..");
const world = useDreamWorld();
let folder = "";
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  await mkdir(join(root, "dist"), { recursive: true });
  // Below the working copy, where the program finds its packages.
  folder = await mkdtemp(join(root, "dist", "test-dream-process-"));
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/dream/dream.process.ts"],
    outfile: file("dream.process.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  await writeFile(file("endless.mjs"), "for (;;);");
  await writeFile(file("throws.mjs"), "throw new Error('broken');");
  await writeFile(file("silent.mjs"), "");
  await writeFile(file("killed.mjs"), "process.kill(process.pid, 'SIGKILL');");
  await writeFile(file("begins.mjs"), beginAndSayId);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Of the process that runs the program of this test; none where there is no such process. */
function nicenessOfThreads(): number[] {
  const isOurs = (id: string) => /^\d+$/.test(id) && textOf(`/proc/${id}/cmdline`).includes(file("dream.process.mjs"));
  const id = readdirSync("/proc").find(isOurs);
  if (id === undefined) return [];
  const stats = readdirSync(`/proc/${id}/task`).map((thread) => textOf(`/proc/${id}/task/${thread}/stat`));
  return [...new Set(stats.map((stat) => Number(stat.split(") ")[1]?.split(" ")[16])))];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const beginAndSayId = `
  import { fork } from "node:child_process";
  const program = fork(new URL("dream.process.mjs", import.meta.url), { detached: true, serialization: "advanced" });
  process.stdout.write(String(program.pid));
`;

function isThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

const input: EngineInput = {
  store: { id: "memstore_1", name: "Notes", access: "read_write" },
  memories: [],
  sessions: [],
  instructions: null,
  ledger: { rejections: [] },
};

describe("the engine in a process of its own", () => {
  it("gives the same output as in this one, with progress", async () => {
    const phases: string[] = [];
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const output = await runEngineInProcess(file("dream.process.mjs"))(input, {
      ...run,
      onProgress: ({ phase }) => phases.push(phase),
    });
    expect(output).toEqual(await runEngineHere(input, run));
    expect(phases).toContain("detecting");
  });

  it("is stopped at once by its signal, in the middle of a computation too", async () => {
    const controller = new AbortController();
    const running = runEngineInProcess(file("endless.mjs"))(input, {
      signal: controller.signal,
      onProgress: () => undefined,
    });
    controller.abort(new Error("canceled"));
    await expect(running).rejects.toThrow("canceled");
  });

  it("fails when the process ends without an output", async () => {
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    await expect(runEngineInProcess(file("throws.mjs"))(input, run)).rejects.toThrow("ended with code 1");
    await expect(runEngineInProcess(file("silent.mjs"))(input, run)).rejects.toThrow("ended with code 0");
    await expect(runEngineInProcess(file("killed.mjs"))(input, run)).rejects.toThrow("ended by SIGKILL");
    await expect(runEngineInProcess(file("missing.mjs"))(input, run)).rejects.toThrow("ended with code 1");
  });

  it("fails with what the engine throws", async () => {
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    // What no caller can give, so that the engine itself breaks.
    const broken = { ...input, memories: [null] } as unknown as EngineInput;
    await expect(runEngineInProcess(file("dream.process.mjs"))(broken, run)).rejects.toThrow(TypeError);
  });

  it.runIf(process.platform === "linux")("lets all others go first once it has worked for long", async () => {
    const controller = new AbortController();
    const run = { signal: controller.signal, onProgress: () => undefined };
    const running = runEngineInProcess(file("dream.process.mjs"))(buildLargeWorld(100, 400), run);
    // What is known of it by its end does not matter here.
    const ended = running.catch(() => undefined);
    await expect.poll(nicenessOfThreads, { timeout: 30_000, interval: 20 }).toEqual([getPriority()]);
    await expect.poll(nicenessOfThreads, { timeout: 30_000, interval: 20 }).toEqual([10]);
    controller.abort(new Error("seen"));
    await ended;
  });

  it("ends when those who began it are killed", async () => {
    const parent = spawn(process.execPath, [file("begins.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    const id = Number(String(await once(parent.stdout, "data")));
    expect(isThere(id)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isThere(id), { timeout: 10_000 }).toBe(false);
  });
});

describe("a dream whose process reads its inputs itself", () => {
  const inProcess = (name = "dream.process.mjs") => ({ freezeApart: freezeInProcess(file(name), world.url()) });
  const files = {
    "/disk.md": "Clean the log.\n\nSee [the runbook](missing.md).\n",
    "/runbooks/missing.md": "# Missing\n",
  };

  it("proposes what one in this process proposes", async () => {
    const proposals = await Promise.all(
      [inProcess(), {}].map(async (options) => {
        const dream = await world.makeDream({ storeId: await world.makeStore(files) });
        expect(await world.attempt(dream.id, options)).toMatchObject({ status: "completed", error: null });
        const { data } = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 50 });
        return data.map(({ path, operation, proposed }) => ({ path, operation, content: proposed?.content }));
      }),
    );
    expect(proposals[0]).toEqual(proposals[1]);
    expect(proposals[0]?.length).toBeGreaterThan(0);
  });

  it("fails with the reason when an input is gone", async () => {
    const storeId = await world.makeStore(files);
    const dream = await world.makeDream({ storeId });
    await world.pool().query("UPDATE memory_store SET archived_at = now() WHERE id = $1", [storeId]);
    expect(await world.attempt(dream.id, inProcess())).toMatchObject({
      status: "failed",
      error: { type: "input_memory_store_unavailable" },
    });
  });

  it.each(["throws.mjs", "silent.mjs"])(
    "is tried again when the process ends before it has read them (%s)",
    async (name) => {
      const dream = await world.makeDream({ storeId: await world.makeStore(files) });
      expect(await world.attempt(dream.id, inProcess(name))).toMatchObject({ status: "running" });
      expect(await world.attempt(dream.id, inProcess())).toMatchObject({ status: "completed" });
    },
  );

  it("is given up at once when the worker stops while it reads", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const options = { ...inProcess("endless.mjs"), signal: AbortSignal.timeout(50) };
    expect(await world.attempt(dream.id, options)).toMatchObject({ status: "running" });
    expect(await world.attempt(dream.id, inProcess())).toMatchObject({ status: "completed" });
  });
});
