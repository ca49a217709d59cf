import type { EngineInput } from "./engine/engine-input";
import type { EngineOutput } from "./engine/engine-output";
import type { Finding } from "./engine/finding";
import { type EngineProgress, runEngine } from "./engine/run-engine";

export interface EngineRun {
  /** Aborting it stops the engine; the promise then rejects with the signal's reason. */
  signal: AbortSignal;
  onProgress: (progress: EngineProgress) => void;
  /** Findings from elsewhere to assemble with those of the detectors. */
  added?: readonly Finding[];
}

/** Runs the deterministic engine somewhere: in a process of its own, or in this one. */
export type EngineRunner = (input: EngineInput, run: EngineRun) => Promise<EngineOutput>;

/** Runs the engine in this process, which answers nothing else between two of its steps. */
export const runEngineHere: EngineRunner = (input, run) => runEngine(input, run);
