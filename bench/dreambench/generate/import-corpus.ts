import type { EngineEvent, EngineSession } from "@/lib/dream/engine/engine-input";
import { carryTimes } from "@/lib/session/carry-times";
import { importTranscripts } from "@/lib/session/importers/import-transcripts";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";
import type { StepRef } from "./transcript-plan";
import type { PlayedSession, Step } from "./transcript-plan";
import type { Transcript } from "./render-transcript";

/** Where the events of each step came to stand. */
export type EventPlaces = ReadonlyMap<Step, { sessionId: string; use: string; result: string | null }>;

/**
 * Reads transcripts as the product does and gives them the form in which a dream freezes them: what has no time has that of the
 * import, and trust is what nobody denied.
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
    const engineSession = freeze(imported, session, importedAt);
    sessions.push(engineSession);
    noteSteps(session, engineSession, places);
  }
  return { sessions, places };
}

function freeze(imported: ImportedTranscript, session: PlayedSession, importedAt: Date): EngineSession {
  const events = carryTimes(
    imported.events.map((event) => ({ ...event, processedAt: event.processedAt ?? event.occurredAt ?? ("now" as const) })),
  );
  return {
    id: `sesn_${session.name}`,
    agent_name: imported.agentName,
    actor: imported.metadata.actor ?? imported.metadata.user ?? session.person,
    started_at: (imported.startedAt ?? importedAt).toISOString(),
    outcome: imported.outcome,
    metadata: imported.metadata,
    mount_paths: ["/mnt/memory/team"],
    events: events.map(
      (event, index): EngineEvent => ({
        id: `sevt_${session.name}_${index + 1}`,
        sequence: index + 1,
        type: event.type,
        payload: withOwnIds(event.payload, event.type, event.sourceId, imported, session.name),
        processed_at: (event.processedAt === "now" ? importedAt : event.processedAt).toISOString(),
        occurred_at: event.occurredAt?.toISOString() ?? null,
        trusted: event.trusted ? null : false,
      }),
    ),
  };
}

const references = ["tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"];

/** What names another event by its id at the source names it by ours, as the writer of events does. */
function withOwnIds(
  payload: Readonly<Record<string, unknown>>,
  type: string,
  sourceId: string,
  imported: ImportedTranscript,
  name: string,
): Record<string, unknown> {
  const renamed = Object.fromEntries(
    Object.entries(payload).map(([key, value]) => {
      if (!references.includes(key)) return [key, value];
      return [key, `sevt_${name}_${imported.events.findIndex((event) => event.sourceId === value) + 1}`];
    }),
  );
  return { ...renamed, type, reverie: { source_id: sourceId } };
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
    if (step.kind === "call" && event.payload.name !== step.tool) throw new Error(`${session.name}: calls out of order`);
    places.set(step, { sessionId, use: event.id, result: results.get(event.id) ?? null });
  }
  if (uses.length > 0 || words.length > 0) throw new Error(`${session.name}: an event too many`);
}

/** The id of the event that a reference means, or null where the transcript broke off before it. */
export function eventIdOf(places: EventPlaces, { step, part }: StepRef): string | null {
  const place = places.get(step);
  return part === "result" ? (place?.result ?? null) : (place?.use ?? null);
}
