import type { EngineSession } from "@/lib/dream/engine/engine-input";
import { importTranscripts } from "@/lib/session/importers/import-transcripts";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";
import { freezeTranscript } from "./freeze-transcript";
import type { Transcript } from "./render-transcript";
import type { PlayedSession, Step, StepRef } from "./transcript-plan";

/** Where the events of each step came to stand. */
export type EventPlaces = ReadonlyMap<Step, { sessionId: string; use: string; result: string | null }>;

/**
 * Reads transcripts as the product does and notes which events each step became.
 *
 * @throws Error when an importer leaves out anything
 */
export async function importCorpus(
  transcripts: readonly Transcript[],
  importedAt: Date,
): Promise<{ sessions: EngineSession[]; places: EventPlaces }> {
  const sessions: EngineSession[] = [];
  const places = new Map<Step, { sessionId: string; use: string; result: string | null }>();
  for (const { session, body } of transcripts) {
    let imported: ImportedTranscript | null = null;
    for await (const item of importTranscripts("auto", body)) {
      if (item.kind === "skipped") throw new Error(`${session.name}: ${item.reason}`);
      if (imported !== null) throw new Error(`${session.name}: came apart in two sessions`);
      imported = item.transcript;
    }
    if (imported === null) throw new Error(`${session.name}: was not recognised`);
    const engineSession = freezeTranscript(imported, session.name, session.person, importedAt);
    sessions.push(engineSession);
    noteSteps(session, engineSession, places);
  }
  return { sessions, places };
}

/** Steps and events come in the same order: the n-th call is the n-th event of its kind. */
function noteSteps(
  session: PlayedSession,
  { id: sessionId, events }: EngineSession,
  places: Map<Step, { sessionId: string; use: string; result: string | null }>,
): void {
  const uses = events.filter(({ type }) => type === "agent.tool_use");
  const words = events.filter(({ type }) => type === "agent.message" || type === "user.message");
  const results = new Map(
    events.filter(({ type }) => type === "agent.tool_result").map(({ id, payload }) => [payload.tool_use_id, id]),
  );
  for (const { step } of session.steps) {
    const event = step.kind === "call" ? uses.shift() : words.shift();
    if (!event) throw new Error(`${session.name}: an event is missing`);
    if (step.kind === "call" && event.payload.name !== step.tool)
      throw new Error(`${session.name}: calls out of order`);
    places.set(step, { sessionId, use: event.id, result: results.get(event.id) ?? null });
  }
  if (uses.length > 0 || words.length > 0) throw new Error(`${session.name}: an event too many`);
}

/** The id of the event that a reference means, or null where the transcript broke off before it. */
export function eventIdOf(places: EventPlaces, { step, part }: StepRef): string | null {
  const place = places.get(step);
  return part === "result" ? (place?.result ?? null) : (place?.use ?? null);
}
