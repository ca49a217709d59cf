import type { DreamProgress } from "@/lib/contract/dream";
import { DreamFailure } from "../dream-failure";
import { buildWorld } from "../engine/build-world";
import type { EngineInput } from "../engine/engine-input";
import type { EngineOutput } from "../engine/engine-output";
import type { Finding } from "../engine/finding";
import { isRecurrent } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import type { EngineRunner } from "../engine-runner";
import { buildFinding, isKnown } from "./build-finding";
import { openCounterEvidence } from "./counter-evidence";
import { droppedFinding, judgedFinding, reportOf, watchedFinding } from "./dropped-findings";
import type { GatedOperation } from "./gate-operation";
import { entityKey, groupObservations } from "./group-observations";
import { inParallel } from "./in-parallel";
import { type LossBudget, openLossBudget } from "./loss-budget";
import { chunkSessions, mapSessions, type UnmappedSession } from "./map-sessions";
import { ModelError } from "./model-error";
import type { StepContext } from "./model-step";
import type { Drop, Observation } from "./observation";
import { collectOrders, type OrderTaint } from "./order-taint";
import { gateOperations, reduceCluster } from "./reduce-cluster";
import { listedDrops } from "./thresholds";
import { verifyOperation } from "./verify-operation";

export interface ModelRun extends StepContext {
  /** Most tokens of transcript in one request. */
  chunkTokens: number;
  /** Requests at once. */
  concurrency: number;
  runEngine: EngineRunner;
  report: (progress: DreamProgress) => void;
}

/** What the steps of the pipeline share. */
export interface PipelineContext extends ModelRun {
  world: DreamWorld;
  isTainted: OrderTaint;
  instructions: string | null;
  /** The names in all observations; filled once the sessions are read. */
  names: Set<string>;
  /** A fresh loss budget, for counts that decide nothing. */
  lossFor: () => LossBudget;
}

/**
 * Dreams with a language model between gates in code: the built-in engine first, then map, gate A, group, reduce, gate B, verify; what is
 * left becomes findings beside those of the built-in engine and is assembled by the same code. It never returns less than the
 * built-in engine alone, whatever the model answers. Throws DreamFailure, and the signal's reason.
 */
export async function runModelEngine(input: EngineInput, run: ModelRun): Promise<EngineOutput> {
  try {
    return await dream(input, run);
  } catch (error) {
    if (error instanceof ModelError)
      throw new DreamFailure("model_unavailable", `${error.message} Nothing was changed.`);
    throw error;
  }
}

async function dream(input: EngineInput, run: ModelRun): Promise<EngineOutput> {
  const { signal, report, runEngine } = run;
  const prior = await runEngine(input, { signal, onProgress: report });
  const world = await buildWorld(input, async () => {
    // Lets requests of this process through between two sessions.
    await new Promise(setImmediate);
    signal.throwIfAborted();
  });
  const context: PipelineContext = {
    ...run,
    world,
    isTainted: collectOrders(world),
    instructions: input.instructions,
    names: new Set(),
    lossFor: () => openLossBudget(world),
  };
  const chunks = chunkSessions(world, run.chunkTokens);
  const mapped = await mapSessions(chunks, context);
  refuseSilence(chunks.length, mapped.unmapped);
  const { findings, drops } = await think(mapped.observations, prior, context);
  const all = [...mapped.drops, ...drops];
  const dropped = all.slice(0, listedDrops).map((drop) => droppedFinding(drop, world, run.modelId));
  const output = await runEngine(input, { signal, onProgress: report, added: [...findings, ...dropped] });
  const model = reportOf(
    { chunks: chunks.length, observations: mapped.observations.length, drops: all },
    mapped.unmapped,
    world,
  );
  return { ...output, engine: run.modelId, counts: { ...output.counts, model } };
}

/** From observations to findings: cases with enough support are put to the model again, the others are watched. */
async function think(
  observations: readonly Observation[],
  prior: EngineOutput,
  context: PipelineContext,
): Promise<{ findings: Finding[]; drops: Drop[] }> {
  const { world, modelId, concurrency, report } = context;
  for (const { entities } of observations) for (const entity of entities) context.names.add(entityKey(entity));
  const cases = groupObservations(observations);
  const watched = cases.filter((own) => !isRecurrent(watchedFinding(own, world, modelId).support));
  const supported = cases.filter((own) => !watched.includes(own));
  let done = 0;
  const reduced = await inParallel(supported, concurrency, async (own) => {
    const answer = await reduceCluster(own, context);
    report({ phase: "reducing", done: ++done, total: supported.length });
    return answer;
  });
  const loss = openLossBudget(world);
  const gated = reduced.map((answer) => gateOperations(answer, context, loss));
  const drops = gated.flatMap((answer) => answer.drops);
  const proposed = prior.insights.filter(({ state }) => state === "proposed").map(({ claim }) => claim);
  const wanted: GatedOperation[] = [];
  for (const operation of gated.flatMap(({ kept }) => kept)) {
    if (isKnown(operation, world, proposed)) drops.push(knownDrop(operation));
    else wanted.push(operation);
  }
  const findCounter = openCounterEvidence(world);
  done = 0;
  const judged = await inParallel(wanted, concurrency, async (operation) => {
    const judgement = await verifyOperation(operation, findCounter, context);
    report({ phase: "verifying", done: ++done, total: wanted.length });
    return judgedFinding(buildFinding(operation, modelId), judgement);
  });
  const unreduced = reduced.filter(({ failure }) => failure !== null).map(({ cluster }) => cluster);
  const watches = [...watched, ...unreduced].map((own) => watchedFinding(own, world, modelId));
  return { findings: [...judged, ...watches], drops };
}

function knownDrop(operation: GatedOperation): Drop {
  const sessions = [...new Set(operation.observations.map(({ session }) => session))];
  const statement = operation.newLines?.join(" ") ?? null;
  return {
    gate: "known",
    step: "reduce",
    reason: "memory or the built-in engine says it already",
    statement,
    sessions,
  };
}

/** A model that read nothing at all must not look like one that found nothing. */
function refuseSilence(chunks: number, unmapped: readonly UnmappedSession[]): void {
  const [first] = unmapped;
  if (first !== undefined && chunks > 0 && unmapped.length === chunks) {
    throw new DreamFailure("model_unavailable", `No session could be read with the model. ${first.reason}`);
  }
}
