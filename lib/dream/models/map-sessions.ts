import type { DreamWorld } from "../engine/world";
import { mapAnswer, type RawObservation } from "./answer-schemas";
import { gateObservations } from "./gate-observations";
import { inParallel } from "./in-parallel";
import { askModel, isAnswered } from "./model-step";
import type { Drop, Observation } from "./observation";
import { dataBlock, withInstructions } from "./prompt-data";
import { mapPrompt } from "./prompts";
import { chunkSession, estimateTokens, type TranscriptChunk } from "./render-session";
import type { PipelineContext } from "./run-model-engine";
import { countDrops } from "./step-details";
import { outputTokens } from "./thresholds";

/** A session of which the model did not read everything, and why. */
export interface UnmappedSession {
  session: number;
  reason: string;
}

export interface MappedSessions {
  observations: Observation[];
  drops: Drop[];
  unmapped: UnmappedSession[];
}

/** The pieces that the sessions are read in. */
export function chunkSessions(world: DreamWorld, tokens: number): TranscriptChunk[] {
  return world.sessions.flatMap((session, position) => chunkSession(session, position, tokens));
}

/** Asks the model about each piece of each session and sends what it notes through gate A. */
export async function mapSessions(
  chunks: readonly TranscriptChunk[],
  context: PipelineContext,
): Promise<MappedSessions> {
  const { world, isTainted, instructions, concurrency, report } = context;
  const system = withInstructions(mapPrompt, instructions);
  const steps = chunks.map((chunk) => ({ chunk, prompt: dataBlock("TRANSCRIPT", chunk.text) }));
  await requireMapBudget(system, steps, context);
  let done = 0;
  const mapped = await inParallel(steps, concurrency, async ({ chunk, prompt }) => {
    const sessionId = world.sessions[chunk.session]?.id ?? "";
    const gate = (observations: readonly RawObservation[]) =>
      gateObservations(observations, chunk, sessionId, isTainted);
    const result = await askModel(
      {
        name: "map",
        subject: { session_id: sessionId, part: chunk.part, parts: chunk.parts },
        system,
        prompt,
        schema: mapAnswer,
        sessionIds: [sessionId],
        readsMemory: false,
        vote: 1,
        weigh: ({ observations }) => {
          const { kept, drops } = gate(observations);
          return { observations: observations.length, kept: kept.length, ...countDrops(drops) };
        },
      },
      context,
    );
    done++;
    report({ phase: "mapping", done, total: chunks.length });
    if (result.answer !== null) return { ...gate(result.answer.observations), unmapped: [] };
    const reason = chunk.parts === 1 ? result.reason : `Part ${chunk.part} of ${chunk.parts}: ${result.reason}`;
    return { kept: [], drops: [], unmapped: [{ session: chunk.session, reason }] };
  });
  return {
    observations: mapped.flatMap(({ kept }) => kept),
    drops: mapped.flatMap(({ drops }) => drops),
    unmapped: mapped.flatMap(({ unmapped }) => unmapped),
  };
}

/** A budget that the unread sessions cannot fit into stops the dream before the first request, not in its middle. */
async function requireMapBudget(system: string, steps: readonly { prompt: string }[], context: PipelineContext) {
  let input = 0;
  for (const { prompt } of steps) {
    const isKept = await isAnswered({ name: "map", system, prompt, vote: 1 }, context);
    if (!isKept) input += estimateTokens(system) + estimateTokens(prompt);
  }
  if (input > 0) context.budget.require(input, outputTokens.map);
}
