import type { EngineInput } from "./engine-input";
import type { EngineOutput } from "./engine-output";
import { runEngine } from "./run-engine";

/**
 * Runs the engine once for each world: properties under one seed are checked on the same worlds, and most ask for
 * nothing but the output. What is about repeated runs calls the engine itself.
 */
export function keepOutputs(): (input: EngineInput) => Promise<EngineOutput> {
  const known = new Map<string, Promise<EngineOutput>>();
  return (input) => {
    const key = JSON.stringify(input);
    const output = known.get(key) ?? runEngine(input);
    known.set(key, output);
    return output;
  };
}
