import { on } from "node:events";
import { lowerPriorityOfThisProcess } from "@/lib/db/lower-priority";
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
export type DreamProcessTask =
  | { kind: "given"; input: EngineInput; added: readonly Finding[] }
  | { kind: "stored"; row: DreamRow; connectionString: string };

export type DreamProcessMessage =
  | { kind: "progress"; progress: EngineProgress }
  | { kind: "output"; output: EngineOutput }
  | { kind: "frozen"; summary: FrozenSummary }
  | { kind: "findings"; findings: PackedFindings }
  | { kind: "failed"; type: DreamFailureType; message: string }
  | { kind: "broken"; error: unknown };

const parent = process.ppid;

// A dream over a few sessions is over by then, also where every processor is busy. A longer one is waited for less.
const shortWorkCpuMs = 1_000;
let givesWay = false;

/**
 * The entry of the process that a dream thinks in. Its task is the first message, the word to think the second. It stays until it
 * is killed, or those who began it are gone.
 */
async function main(): Promise<void> {
  process.once("disconnect", () => process.exit());
  setInterval(giveWayWhenLong, 50).unref();
  const words = on(process, "message");
  const [task] = (await words.next()).value as [DreamProcessTask];
  if (task.kind === "given") {
    send({ kind: "output", output: await runEngine(task.input, { added: task.added, onProgress }) });
    return;
  }
  const { input, store } = await freezeInputs(getBackgroundPool(task.connectionString), task.row);
  await closePools();
  send({ kind: "frozen", summary: summaryOf(input, store) });
  await words.next();
  send({ kind: "findings", findings: packFindings(await runEngine(input, { onProgress })) });
}

function onProgress(progress: EngineProgress): void {
  // While it computes it hears of nothing, not even that nobody waits for it any more.
  if (process.ppid !== parent) process.exit();
  giveWayWhenLong();
  send({ kind: "progress", progress });
}

function giveWayWhenLong(): void {
  const { user, system } = process.cpuUsage();
  if (givesWay || (user + system) / 1_000 < shortWorkCpuMs) return;
  givesWay = true;
  lowerPriorityOfThisProcess();
}

function send(message: DreamProcessMessage): void {
  process.send?.(message);
}

await main().catch((error: unknown) => {
  // The class of an error does not come across.
  if (error instanceof DreamFailure) send({ kind: "failed", type: error.type, message: error.message });
  else send({ kind: "broken", error });
});
