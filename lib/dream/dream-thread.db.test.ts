import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freezeInThread, runEngineInThread } from "./dream-thread";
import type { EngineInput } from "./engine/engine-input";
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
  folder = await mkdtemp(join(root, "dist", "test-dream-thread-"));
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/dream/dream.thread.ts"],
    outfile: file("dream.thread.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  await writeFile(file("endless.mjs"), "for (;;);");
  await writeFile(file("throws.mjs"), "throw new Error('broken');");
  await writeFile(file("silent.mjs"), "");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const input: EngineInput = {
  store: { id: "memstore_1", name: "Notes", access: "read_write" },
  memories: [],
  sessions: [],
  instructions: null,
  ledger: { rejections: [] },
};

describe("the engine in a thread", () => {
  it("gives the same output as in this thread, with progress", async () => {
    const phases: string[] = [];
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const output = await runEngineInThread(file("dream.thread.mjs"))(input, {
      ...run,
      onProgress: ({ phase }) => phases.push(phase),
    });
    expect(output).toEqual(await runEngineHere(input, run));
    expect(phases).toContain("detecting");
  });

  it("is stopped at once by its signal, in the middle of a computation too", async () => {
    const controller = new AbortController();
    const running = runEngineInThread(file("endless.mjs"))(input, {
      signal: controller.signal,
      onProgress: () => undefined,
    });
    controller.abort(new Error("canceled"));
    await expect(running).rejects.toThrow("canceled");
  });

  it("fails when the thread throws or ends without an output", async () => {
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    await expect(runEngineInThread(file("throws.mjs"))(input, run)).rejects.toThrow("broken");
    await expect(runEngineInThread(file("silent.mjs"))(input, run)).rejects.toThrow("ended with code 0");
  });
});

describe("a dream whose thread reads its inputs itself", () => {
  const inThread = (name = "dream.thread.mjs") => ({ freezeInThread: freezeInThread(file(name), world.url()) });
  const files = {
    "/disk.md": "Clean the log.\n\nSee [the runbook](missing.md).\n",
    "/runbooks/missing.md": "# Missing\n",
  };

  it("proposes what one in this thread proposes", async () => {
    const proposals = await Promise.all(
      [inThread(), {}].map(async (options) => {
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
    expect(await world.attempt(dream.id, inThread())).toMatchObject({
      status: "failed",
      error: { type: "input_memory_store_unavailable" },
    });
  });

  it.each(["throws.mjs", "silent.mjs"])(
    "is tried again when the thread ends before it has read them (%s)",
    async (name) => {
      const dream = await world.makeDream({ storeId: await world.makeStore(files) });
      expect(await world.attempt(dream.id, inThread(name))).toMatchObject({ status: "running" });
      expect(await world.attempt(dream.id, inThread())).toMatchObject({ status: "completed" });
    },
  );

  it("is given up at once when the worker stops while it reads", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const options = { ...inThread("endless.mjs"), signal: AbortSignal.timeout(50) };
    expect(await world.attempt(dream.id, options)).toMatchObject({ status: "running" });
    expect(await world.attempt(dream.id, inThread())).toMatchObject({ status: "completed" });
  });
});
