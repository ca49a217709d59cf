import { type RawOperation, reduceAnswer } from "./answer-schemas";
import { type GatedOperation, gateOperation } from "./gate-operation";
import type { LossBudget } from "./loss-budget";
import { askModel } from "./model-step";
import type { Drop, Observation } from "./observation";
import { dataBlock, withInstructions } from "./prompt-data";
import { reducePrompt } from "./prompts";
import type { PipelineContext } from "./run-model-engine";
import { countDrops } from "./step-details";
import { operationsPerCluster } from "./thresholds";
import { type TouchedFile, touchedFiles } from "./touched-files";

export interface ReducedCluster {
  cluster: readonly Observation[];
  files: readonly TouchedFile[];
  ops: readonly RawOperation[];
  /** Why the model gave no answer; null where it did. */
  failure: string | null;
}

/** Asks the model for edits that follow from one case. */
export async function reduceCluster(
  cluster: readonly Observation[],
  context: PipelineContext,
): Promise<ReducedCluster> {
  const { world, instructions, lossFor } = context;
  const files = touchedFiles(cluster, world);
  const sessions = new Set(cluster.map(({ session }) => session));
  const result = await askModel(
    {
      name: "reduce",
      subject: { observations: cluster.length, sessions: sessions.size, files: files.length },
      system: withInstructions(reducePrompt, instructions),
      prompt:
        dataBlock("OBSERVATIONS", cluster.map(renderObservation).join("\n")) +
        dataBlock("FILES", files.map(({ text }) => text).join("\n") || "(no file touches this case)"),
      schema: reduceAnswer,
      sessionIds: [...sessions].map((session) => world.sessions[session]?.id ?? ""),
      readsMemory: true,
      vote: 1,
      weigh: ({ ops }) => {
        const { kept, drops } = gateOperations({ cluster, files, ops, failure: null }, context, lossFor());
        return { ops: ops.length, kept: kept.length, ...countDrops(drops) };
      },
    },
    context,
  );
  if (result.answer === null) return { cluster, files, ops: [], failure: result.reason };
  return { cluster, files, ops: result.answer.ops, failure: null };
}

/** Sends the operations of one case through gate B. `loss` is shared by all cases of a dream. */
export function gateOperations(
  { cluster, files, ops }: ReducedCluster,
  { world, isTainted, names }: Pick<PipelineContext, "world" | "isTainted" | "names">,
  loss: LossBudget,
): { kept: GatedOperation[]; drops: Drop[] } {
  const kept: GatedOperation[] = [];
  const drops: Drop[] = [];
  const sessions = [...new Set(cluster.map(({ session }) => session))];
  for (const [index, raw] of ops.entries()) {
    const result =
      index < operationsPerCluster
        ? gateOperation(raw, { cluster, files, world, isTainted, loss, names })
        : { gate: "form" as const, reason: "more edits than one case may ask for", statement: null };
    if ("gate" in result) drops.push({ ...result, step: "reduce", sessions });
    else kept.push(result);
  }
  return { kept, drops };
}

function renderObservation({ kind, statement, conditions, entities, evidence, session }: Observation, index: number) {
  return [
    `o${index + 1} ${kind} (session ${session + 1}): ${statement}`,
    ...(conditions.length > 0 ? [`  conditions: ${conditions.join("; ")}`] : []),
    ...(entities.length > 0 ? [`  names: ${entities.join(", ")}`] : []),
    ...evidence.map(({ quote }) => `  quote: ${quote}`),
  ].join("\n");
}
