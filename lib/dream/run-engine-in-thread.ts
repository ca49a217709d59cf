import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { DreamThreadMessage, DreamThreadTask } from "./dream.thread";
import type { EngineRunner } from "./engine-runner";

const heapLimitMb = 4096;

/** The bundled thread beside the bundle that this code is part of; null where it runs from its sources. */
export function bundledThreadFile(): string | null {
  const file = fileURLToPath(new URL("./dream.thread.js", import.meta.url));
  return existsSync(file) ? file : null;
}

/**
 * Runs the engine in a thread of its own, so that the process answers requests meanwhile and a cancel stops it at once.
 * `file` is the bundle of `dream.thread.ts`.
 */
export function runEngineInThread(file: string): EngineRunner {
  return (input, { signal, onProgress, added = [] }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const workerData: DreamThreadTask = { input, added };
      const thread = new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb: heapLimitMb } });
      const onAbort = () => end(() => reject(signal.reason));
      const end = (settle: () => void) => {
        signal.removeEventListener("abort", onAbort);
        settle();
        void thread.terminate();
      };
      signal.addEventListener("abort", onAbort);
      thread.on("message", (message: DreamThreadMessage) => {
        if (message.kind === "progress") onProgress(message.progress);
        else end(() => resolve(message.output));
      });
      thread.on("error", (error) => end(() => reject(error)));
      thread.on("exit", (code) => end(() => reject(new Error(`The dream's thread ended with code ${code}.`))));
    });
}
