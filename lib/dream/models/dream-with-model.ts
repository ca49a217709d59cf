import type pg from "pg";
import { readModelEnvironment } from "@/lib/observe/model-environment";
import { DreamFailure } from "../dream-failure";
import type { DreamRow } from "../dream-row";
import type { EngineInput } from "../engine/engine-input";
import type { EngineOutput } from "../engine/engine-output";
import type { EngineRunner } from "../engine-runner";
import type { LeaseKeeper } from "../lease-keeper";
import { type BudgetLimits, ModelBudget } from "./model-budget";
import { endpointOf, modelEndpoints } from "./model-endpoint";
import { priceOf } from "./model-prices";
import { openModelResults } from "./model-results";
import { openModel } from "./request-model";
import { runModelEngine } from "./run-model-engine";
import { openSessionJournal } from "./session-journal";
import { callLimits, chunkTokens } from "./thresholds";

export interface ModelDream {
  pool: pg.Pool;
  row: DreamRow;
  sessionId: string;
  lease: LeaseKeeper;
  clock: () => Date;
  runEngine: EngineRunner;
  signal: AbortSignal;
}

/**
 * The engine of a dream whose model is a language model, with everything that it needs of this installation: the endpoint, the
 * answers paid for so far, the budget, and the dream's session to write its steps into. Throws DreamFailure.
 */
export async function dreamWithModel(input: EngineInput, dream: ModelDream): Promise<EngineOutput> {
  const { pool, row, clock, lease, runEngine, signal } = dream;
  const modelId = row.model.id;
  const environment = readModelEnvironment(process.env);
  const endpoint = endpointOf(modelId, modelEndpoints());
  if (endpoint === null) {
    throw new DreamFailure("model_unavailable", "No endpoint for the model of this dream is configured any more.");
  }
  return runModelEngine(input, {
    model: openModel(endpoint, modelId),
    modelId,
    budget: new ModelBudget(row.usage, limitsOf(row, environment), priceOf(modelId, environment.prices)),
    results: openModelResults({ pool, row, input, clock }),
    journal: openSessionJournal({ pool, dreamId: row.id, attempt: row.attempts, sessionId: dream.sessionId, clock }),
    limits: callLimits,
    signal,
    chunkTokens: endpoint.isLocal ? chunkTokens.local : chunkTokens.hosted,
    concurrency: environment.concurrency,
    runEngine,
    report: lease.report,
  });
}

function limitsOf({ budget }: DreamRow, environment: ReturnType<typeof readModelEnvironment>): BudgetLimits {
  const costs = [environment.maxCost, budget?.max_cost ?? null].filter((cost) => cost !== null);
  return {
    maxTokens: Math.min(environment.maxTokens, budget?.max_tokens ?? Number.POSITIVE_INFINITY),
    maxCost: costs.length === 0 ? null : Math.min(...costs),
  };
}
