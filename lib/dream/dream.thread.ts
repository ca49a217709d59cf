import { parentPort, workerData } from "node:worker_threads";
import type { EngineInput } from "./engine/engine-input";
import type { EngineOutput } from "./engine/engine-output";
import type { Finding } from "./engine/finding";
import { type EngineProgress, runEngine } from "./engine/run-engine";

export interface DreamThreadTask {
  input: EngineInput;
  added: readonly Finding[];
}

export type DreamThreadMessage =
  | { kind: "progress"; progress: EngineProgress }
  | { kind: "output"; output: EngineOutput };

/** The entry of the thread that a dream thinks in: input as workerData, progress and output as messages. */
async function main(): Promise<void> {
  const send = (message: DreamThreadMessage) => parentPort?.postMessage(message);
  const { input, added } = workerData as DreamThreadTask;
  const output = await runEngine(input, {
    added,
    onProgress: (progress) => send({ kind: "progress", progress }),
  });
  send({ kind: "output", output });
}

await main();
