import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { DreamThreadMessage, DreamThreadTask } from "./dream.thread";
import { DreamFailure } from "./dream-failure";
import type { EngineRunner } from "./engine-runner";
import type { Freezer } from "./frozen-dream";

const heapLimitMb = 4096;
// With this room for young objects the collector comes a fourth as often: 100,000 events take 19 s of CPU instead of 22.
const youngHeapMb = 192;
// Its helper threads have the priority of the process, not of the thread: those who wait for an answer noticed them more than
// all else of a dream (docs/decisions/0018). V8 asks for the flag when a collection of young objects begins; the others that
// do without helpers may not be changed in a running process.
const collectYoungAlone = "--no-parallel-scavenge";

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
  return async (input, { signal, onProgress, added = [] }) => {
    const thread = startThread(file, { kind: "given", input, added });
    try {
      return (await thread.next("output", signal, onProgress)).output;
    } finally {
      thread.end();
    }
  };
}

/**
 * As `runEngineInThread`, for a thread that reads the inputs itself: a hundred thousand events would hold up every request while
 * this process parsed them and handed them over.
 */
export function freezeInThread(file: string, connectionString: string): Freezer {
  return async (row, freezing) => {
    const thread = startThread(file, { kind: "stored", row, connectionString });
    const frozen = thread.next("frozen", freezing).catch((error: unknown) => {
      thread.end();
      throw error;
    });
    return {
      ...(await frozen).summary,
      think: async ({ signal, onProgress }) => {
        const findings = thread.next("findings", signal, onProgress);
        thread.tell("think");
        return (await findings).findings;
      },
      release: thread.end,
    };
  };
}

type OnProgress = Parameters<EngineRunner>[1]["onProgress"];

/** A thread at work. What it says is waited for; that it fails or ends is heard by whoever waits then or next. */
function startThread(file: string, task: DreamThreadTask) {
  setFlagsFromString(collectYoungAlone);
  const resourceLimits = { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: youngHeapMb };
  const thread = new Worker(file, { workerData: task, resourceLimits });
  let failure: Error | null = null;
  thread.on("error", (error) => {
    failure ??= error instanceof Error ? error : new Error("The dream's thread failed.");
  });
  thread.on("exit", (code) => {
    failure ??= new Error(`The dream's thread ended with code ${code}.`);
  });
  const next = <Kind extends DreamThreadMessage["kind"]>(
    kind: Kind,
    signal: AbortSignal,
    onProgress: OnProgress = () => undefined,
  ) =>
    new Promise<Extract<DreamThreadMessage, { kind: Kind }>>((resolve, reject) => {
      const onAbort = () => settle(() => reject(signal.reason));
      const onFailure = () => settle(() => reject(failure));
      const onMessage = (message: DreamThreadMessage) => {
        if (message.kind === "progress") onProgress(message.progress);
        else if (message.kind === "failed") settle(() => reject(new DreamFailure(message.type, message.message)));
        else if (isOf(message, kind)) settle(() => resolve(message));
      };
      const settle = (how: () => void) => {
        signal.removeEventListener("abort", onAbort);
        for (const event of ["error", "exit"]) thread.off(event, onFailure);
        thread.off("message", onMessage);
        how();
      };
      if (signal.aborted) return reject(signal.reason);
      if (failure !== null) return reject(failure);
      signal.addEventListener("abort", onAbort);
      for (const event of ["error", "exit"]) thread.on(event, onFailure);
      thread.on("message", onMessage);
    });
  return { next, tell: (word: string) => thread.postMessage(word), end: () => void thread.terminate() };
}

function isOf<Kind extends DreamThreadMessage["kind"]>(
  message: DreamThreadMessage,
  kind: Kind,
): message is Extract<DreamThreadMessage, { kind: Kind }> {
  return message.kind === kind;
}
