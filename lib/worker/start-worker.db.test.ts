import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Dream } from "@/lib/contract/dream";
import { cancelDream } from "@/lib/dream/cancel-dream";
import { type EngineRunner, runEngineHere } from "@/lib/dream/engine-runner";
import { getDream } from "@/lib/dream/get-dream";
import { useDreamWorld } from "@/lib/dream/testing/dream-world";
import { proposing } from "@/lib/dream/testing/proposing-engine";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "./start-worker";

const world = useDreamWorld();
const started: { stop(): Promise<void> }[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function work(runEngine: EngineRunner = runEngineHere) {
  const worker = await startWorker({
    connectionString: world.url(),
    log: createLogger("silent"),
    runEngine,
    sweepIntervalMs: 500,
  });
  started.push(worker);
  return worker;
}

async function until(dreamId: string, isReached: (dream: Dream) => boolean, timeoutMs = 20_000): Promise<Dream> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const dream = await getDream(world.ctx(), { dreamId, abilities: false });
    if (isReached(dream)) return dream;
    if (Date.now() > deadline) throw new Error(`still ${dream.status} in ${JSON.stringify(dream.reverie.progress)}`);
    await setTimeout(50);
  }
}

const isEnded = (dream: Dream) => dream.ended_at !== null;

/** Never ends by itself; the signal may be aborted before the engine is reached. */
const endless: EngineRunner = (_input, { signal }) =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason));
  });

async function spawnWorker(): Promise<{ child: ChildProcess; dreaming: Promise<unknown> }> {
  const script = join(import.meta.dirname, "testing/slow-worker.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, world.url()], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let said = "";
  const listeners: [string, () => void][] = [];
  child.stdout?.on("data", (data) => {
    said += String(data);
    for (const [word, tell] of listeners) if (said.includes(word)) tell();
  });
  const hear = (word: string) => new Promise<void>((resolve) => void listeners.push([word, resolve]));
  const dreaming = hear("dreaming");
  await hear("ready");
  return { child, dreaming };
}

describe("the worker", () => {
  it("runs a dream soon after it was created, with the built-in engine", async () => {
    await work();
    const { id } = await world.makeDream({ storeId: await world.makeStore({ "/a.md": "text\n" }) });
    expect(await until(id, isEnded)).toMatchObject({
      status: "completed",
      reverie: { engine: "reverie-deterministic-1" },
    });
  });

  it("runs what was created while no worker was there", async () => {
    const { id } = await world.makeDream({ storeId: await world.makeStore() });
    await work();
    expect((await until(id, isEnded)).status).toBe("completed");
  });

  it("stops a dream within seconds of its cancel and then lets its store go", async () => {
    await work(endless);
    const storeId = await world.makeStore();
    const { id } = await world.makeDream({ storeId, behavior: "update_existing" });
    await until(id, (dream) => dream.reverie.progress.phase === "reading");
    await cancelDream(world.ctx(), id);
    await expect
      .poll(
        async () => {
          const { rows } = await world.pool().query("SELECT holds_store FROM dream WHERE id = $1", [id]);
          return rows[0]?.holds_store;
        },
        { timeout: 5_000 },
      )
      .toBe(false);
    expect((await getDream(world.ctx(), { dreamId: id, abilities: false })).status).toBe("canceled");
  });

  it("hands a dream back when it stops, and another goes on with it", async () => {
    const first = await work(endless);
    const { id } = await world.makeDream({ storeId: await world.makeStore() });
    await until(id, (dream) => dream.status === "running");
    await first.stop();
    expect((await getDream(world.ctx(), { dreamId: id, abilities: false })).status).toBe("running");
    await work(proposing());
    expect((await until(id, isEnded, 10_000)).status).toBe("completed");
  });

  it("takes over the dream of a worker process that was killed, in the same output store", async () => {
    const { child, dreaming } = await spawnWorker();
    const { id } = await world.makeDream({ storeId: await world.makeStore({ "/a.md": "text\n" }) });
    await dreaming;
    const before = await getDream(world.ctx(), { dreamId: id, abilities: false });
    expect(before.outputs).toHaveLength(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    await work(proposing({ path: "/a.md", content: "better\n" }));
    const after = await until(id, isEnded, 60_000);
    expect(after).toMatchObject({ status: "completed", outputs: before.outputs, session_id: before.session_id });
    expect(await world.filesOf(after.outputs[0]?.memory_store_id ?? "")).toEqual({ "/a.md": "better\n" });
  }, 90_000);

  it("queues a dream again whose job was lost", async () => {
    const { id } = await world.makeDream({ storeId: await world.makeStore() });
    await world.pool().query("DELETE FROM graphile_worker._private_jobs WHERE key = $1", [`dream:${id}`]);
    await work();
    expect((await until(id, isEnded)).status).toBe("completed");
  });
});
