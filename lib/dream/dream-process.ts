import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DreamProcessMessage, DreamProcessTask } from "./dream.process";
import { DreamFailure } from "./dream-failure";
import type { EngineRunner } from "./engine-runner";
import type { Freezer } from "./frozen-dream";

const heapLimitMb = 4096;
// V8 has three such spaces for young objects. With this room its collector comes a fourth as often: 100,000 events take 19 s of CPU
// instead of 22.
const semiSpaceMb = 64;

/** The bundled program beside the bundle that this code is part of; null where it runs from its sources. */
export function bundledDreamProgram(): string | null {
  const file = fileURLToPath(new URL("./dream.process.js", import.meta.url));
  return existsSync(file) ? file : null;
}

/**
 * Runs the engine in a process of its own, so that this one answers requests meanwhile and a cancel stops it at once. `file` is the
 * bundle of `dream.process.ts`.
 */
export function runEngineInProcess(file: string): EngineRunner {
  return async (input, { signal, onProgress, added = [] }) => {
    const thinker = startProcess(file, { kind: "given", input, added });
    try {
      return (await thinker.next("output", signal, onProgress)).output;
    } finally {
      thinker.end();
    }
  };
}

/**
 * As `runEngineInProcess`, for a process that reads the inputs itself: a hundred thousand events would hold up every request while
 * this one parsed them and handed them over.
 */
export function freezeInProcess(file: string, connectionString: string): Freezer {
  return async (row, freezing) => {
    const thinker = startProcess(file, { kind: "stored", row, connectionString });
    const frozen = thinker.next("frozen", freezing).catch((error: unknown) => {
      thinker.end();
      throw error;
    });
    return {
      ...(await frozen).summary,
      think: async ({ signal, onProgress }) => {
        const findings = thinker.next("findings", signal, onProgress);
        thinker.tell("think");
        return (await findings).findings;
      },
      release: thinker.end,
    };
  };
}

type OnProgress = Parameters<EngineRunner>[1]["onProgress"];

/** A process at work. What it says is waited for; that it fails or ends is heard by whoever waits then or next. */
function startProcess(file: string, task: DreamProcessTask) {
  const child = fork(file, {
    // In a session of its own, it hears no Ctrl-C, and gives way where Linux shares the processor among sessions.
    detached: true,
    serialization: "advanced",
    // What it would print may quote what it reads.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [`--max-old-space-size=${heapLimitMb}`, `--max-semi-space-size=${semiSpaceMb}`],
  });
  let failure: Error | null = null;
  child.on("error", (error) => {
    failure ??= error;
  });
  child.on("exit", (code, signal) => {
    failure ??= new Error(`The dream's process ended ${signal === null ? `with code ${code}` : `by ${signal}`}.`);
  });
  // A process that is gone says so by its end.
  const tell = (word: DreamProcessTask | "think") => void child.send(word, () => undefined);
  tell(task);
  const next = <Kind extends DreamProcessMessage["kind"]>(
    kind: Kind,
    signal: AbortSignal,
    onProgress: OnProgress = () => undefined,
  ) =>
    new Promise<Extract<DreamProcessMessage, { kind: Kind }>>((resolve, reject) => {
      const onAbort = () => settle(() => reject(signal.reason));
      const onFailure = () => settle(() => reject(failure));
      const onMessage = (message: DreamProcessMessage) => {
        if (message.kind === "progress") onProgress(message.progress);
        else if (message.kind === "failed") settle(() => reject(new DreamFailure(message.type, message.message)));
        else if (message.kind === "broken") settle(() => reject(message.error));
        else if (isOf(message, kind)) settle(() => resolve(message));
      };
      const settle = (how: () => void) => {
        signal.removeEventListener("abort", onAbort);
        for (const event of ["error", "exit"]) child.off(event, onFailure);
        child.off("message", onMessage);
        how();
      };
      if (signal.aborted) return reject(signal.reason);
      if (failure !== null) return reject(failure);
      signal.addEventListener("abort", onAbort);
      for (const event of ["error", "exit"]) child.on(event, onFailure);
      child.on("message", onMessage);
    });
  return { next, tell, end: () => void child.kill("SIGKILL") };
}

function isOf<Kind extends DreamProcessMessage["kind"]>(
  message: DreamProcessMessage,
  kind: Kind,
): message is Extract<DreamProcessMessage, { kind: Kind }> {
  return message.kind === kind;
}
