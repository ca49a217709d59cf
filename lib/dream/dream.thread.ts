import { once } from "node:events";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { backgroundNiceness } from "@/lib/db/lower-priority";
import { closePools, getBackgroundPool } from "@/lib/db/pool";
import { DreamFailure, type DreamFailureType } from "./dream-failure";
import type { DreamRow } from "./dream-row";
import type { EngineInput } from "./engine/engine-input";
import type { EngineOutput } from "./engine/engine-output";
import type { Finding } from "./engine/finding";
import { type EngineProgress, runEngine } from "./engine/run-engine";
import { freezeInputs } from "./freeze-inputs";
import { type FrozenSummary, summaryOf } from "./frozen-dream";
import { type PackedFindings, packFindings } from "./packed-findings";

/** `given` thinks about what it is handed; `stored` reads the inputs of a dream itself, and thinks when it is told to. */
export type DreamThreadTask =
  | { kind: "given"; input: EngineInput; added: readonly Finding[] }
  | { kind: "stored"; row: DreamRow; connectionString: string };

export type DreamThreadMessage =
  | { kind: "progress"; progress: EngineProgress }
  | { kind: "output"; output: EngineOutput }
  | { kind: "frozen"; summary: FrozenSummary }
  | { kind: "findings"; findings: PackedFindings }
  | { kind: "failed"; type: DreamFailureType; message: string };

const send = (message: DreamThreadMessage) => parentPort?.postMessage(message);
const onProgress = (progress: EngineProgress) => send({ kind: "progress", progress });

/** The entry of the thread that a dream thinks in: its task as workerData, all else as messages. */
async function main(task: DreamThreadTask): Promise<void> {
  // On Linux a thread has a priority of its own; elsewhere this would slow the whole process.
  if (process.platform === "linux") setPriority(backgroundNiceness);
  if (task.kind === "given") {
    send({ kind: "output", output: await runEngine(task.input, { added: task.added, onProgress }) });
    return;
  }
  // Listened for from the start, since the word may come while the inputs are read.
  const told = parentPort === null ? Promise.resolve() : once(parentPort, "message");
  const { input, store } = await freezeInputs(getBackgroundPool(task.connectionString), task.row);
  await closePools();
  send({ kind: "frozen", summary: summaryOf(input, store) });
  await told;
  send({ kind: "findings", findings: packFindings(await runEngine(input, { onProgress })) });
}

await main(workerData as DreamThreadTask).catch((error: unknown) => {
  // The class of an error does not come across.
  if (!(error instanceof DreamFailure)) throw error;
  send({ kind: "failed", type: error.type, message: error.message });
});
