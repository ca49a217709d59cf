import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineInput } from "./engine/engine-input";
import { runEngineHere } from "./engine-runner";
import { runEngineInThread } from "./run-engine-in-thread";

let folder = "";
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dream-thread-"));
  await build({
    entryPoints: [join(import.meta.dirname, "dream.thread.ts")],
    outfile: file("dream.thread.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    // Packages in the older module form ask for their imports at run time.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
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
    await writeFile(file("endless.mjs"), "for (;;);");
    const controller = new AbortController();
    const running = runEngineInThread(file("endless.mjs"))(input, {
      signal: controller.signal,
      onProgress: () => undefined,
    });
    controller.abort(new Error("canceled"));
    await expect(running).rejects.toThrow("canceled");
  });

  it("fails when the thread throws or ends without an output", async () => {
    await writeFile(file("throws.mjs"), "throw new Error('broken');");
    await writeFile(file("silent.mjs"), "");
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    await expect(runEngineInThread(file("throws.mjs"))(input, run)).rejects.toThrow("broken");
    await expect(runEngineInThread(file("silent.mjs"))(input, run)).rejects.toThrow("ended with code 0");
  });
});
