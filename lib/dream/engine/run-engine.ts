import { setImmediate } from "node:timers/promises";
import { assembleOutput } from "./assemble-output";
import { backtestFindings } from "./backtest-findings";
import { buildWorld } from "./build-world";
import { deterministicDetectors } from "./deterministic-detectors";
import { driftFindings } from "./drift-findings";
import type { EngineInput } from "./engine-input";
import type { EngineOutput } from "./engine-output";
import type { Finding } from "./finding";

export const deterministicEngine = "reverie-deterministic-1";

export interface EngineProgress {
  phase: "reading" | "detecting" | "assembling";
  done: number;
  total: number;
}

export interface RunEngineOptions {
  onProgress?: (progress: EngineProgress) => void | Promise<void>;
  /** Findings from elsewhere, assembled after those of the detectors: of two that want the same text the detector's stands. */
  added?: readonly Finding[];
  /** Stops the run between two steps by throwing the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Dreams without a model: reads the sessions, runs every detector and makes insights and changes of what they find. A pure function
 * of its input, whatever the order in which sessions and memories are listed.
 *
 * @throws the reason of `signal` when it is aborted
 */
export async function runEngine(input: EngineInput, options: RunEngineOptions = {}): Promise<EngineOutput> {
  const step = async (phase: EngineProgress["phase"], done: number, total: number) => {
    await options.onProgress?.({ phase, done, total });
    await setImmediate();
    options.signal?.throwIfAborted();
  };
  options.signal?.throwIfAborted();
  const world = await buildWorld(input, (done, total) => step("reading", done, total));
  const findings: Finding[] = [];
  for (const [index, { detect }] of deterministicDetectors.entries()) {
    await step("detecting", index, deterministicDetectors.length);
    findings.push(...detect(world));
  }
  findings.push(...driftFindings(world));
  await step("detecting", deterministicDetectors.length, deterministicDetectors.length);
  findings.push(...(options.added ?? []));
  await step("assembling", 0, 1);
  const { insights, changes } = assembleOutput(deterministicEngine, world, backtestFindings(world, findings));
  await step("assembling", 1, 1);
  const calls = world.sessions.flatMap((session) => session.calls);
  return {
    engine: deterministicEngine,
    insights,
    changes,
    hypotheses: findings.flatMap(({ hypothesis }) => hypothesis ?? []),
    counts: {
      sessions: world.sessions.length,
      events: world.sessions.reduce((sum, session) => sum + session.eventCount, 0),
      calls: calls.length,
      failed_calls: calls.filter(({ outcome }) => outcome === "failed").length,
      memories: world.documents.length,
    },
  };
}
