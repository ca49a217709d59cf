import type { EngineInput } from "../../engine/engine-input";
import type { EngineOutput } from "../../engine/engine-output";
import { runEngineHere } from "../../engine-runner";
import { ModelBudget, noUsage } from "../model-budget";
import type { ModelEndpoint } from "../model-endpoint";
import type { ModelJournal, ModelResults } from "../model-step";
import { openModel } from "../request-model";
import { type ModelRun, runModelEngine } from "../run-model-engine";
import type { CallLimits } from "../thresholds";
import { buildFaultWorld } from "./fault-world";
import { type Fault, faults } from "./faults";
import type { ScriptedModelServer } from "./scripted-model-server";

/** Tries as in production, pauses as in a test. */
export const quickLimits: CallLimits = {
  attempts: 4,
  firstPauseMs: 1,
  longestPauseMs: 5,
  idleMs: 5_000,
  totalMs: 10_000,
};

export const quietJournal: ModelJournal = {
  start: async () => async () => undefined,
  reuse: async () => undefined,
};

/** Paid answers in memory. */
export function keptInMemory(): ModelResults & { answers: Map<string, unknown> } {
  const answers = new Map<string, unknown>();
  return {
    answers,
    find: async (key) => answers.get(key) ?? null,
    keep: async (key, _step, answer) => {
      answers.set(key, answer);
    },
  };
}

/** The endpoint of a scripted server in one of the two protocols. */
export function endpointAt(server: ScriptedModelServer, protocol: ModelEndpoint["protocol"]): ModelEndpoint {
  return { protocol, baseUrl: `${server.url}/v1`, apiKey: "key", isLocal: true };
}

/** A run against a scripted server; everything that is not given is quick and quiet. */
export function scriptedRun(
  server: ScriptedModelServer,
  protocol: ModelEndpoint["protocol"],
  over: Partial<ModelRun> = {},
): ModelRun {
  const modelId = protocol === "anthropic" ? "claude-haiku-4-5" : "tiny-1";
  return {
    model: openModel(endpointAt(server, protocol), modelId),
    modelId,
    budget: new ModelBudget(noUsage, { maxTokens: 10_000_000, maxCost: null }, null),
    results: keptInMemory(),
    journal: quietJournal,
    limits: quickLimits,
    signal: new AbortController().signal,
    chunkTokens: 6_000,
    concurrency: 4,
    runEngine: runEngineHere,
    report: () => undefined,
    ...over,
  };
}

export interface FaultResult {
  fault: Fault;
  protocol: ModelEndpoint["protocol"];
  output: EngineOutput;
  leaks: string[];
  /** Answers that the fault spoilt. */
  spoilt: number;
  /** Statements that gates held back. */
  dropped: number;
  requests: number;
}

/** Dreams over the world of the faults with a model that goes wrong in this way. */
export async function runFault(
  server: ScriptedModelServer,
  name: string,
  protocol: ModelEndpoint["protocol"],
  input: EngineInput = buildFaultWorld(),
  over: Partial<ModelRun> = {},
): Promise<FaultResult> {
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault === undefined) throw new Error(`There is no fault of this name: ${name}.`);
  const before = server.asked.length;
  let spoilt = 0;
  server.brain = fault.makeBrain(() => {
    spoilt++;
  });
  const limits = { ...quickLimits, ...fault.limits };
  const output = await runModelEngine(input, scriptedRun(server, protocol, { limits, ...over }));
  const dropped = Object.values(output.counts.model?.dropped ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    fault,
    protocol,
    output,
    leaks: fault.leaksOf(output),
    spoilt,
    dropped,
    requests: server.asked.length - before,
  };
}
