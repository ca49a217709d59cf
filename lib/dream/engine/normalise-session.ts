import { callOutcome } from "./call-outcome";
import { callTokens, guessRootPath } from "./call-token";
import { canonicalJson } from "./canonical-json";
import type { EngineEvent, EngineSession } from "./engine-input";
import { eventText } from "./event-text";
import type { Call, EventRef, NormalisedSession, Provenance, Utterance } from "./normalised-session";
import { repeatsMemory, resultProvenance, touchesMemory } from "./provenance";
import { reportedHappening } from "./reported-happenings";

const useTypes = new Set(["agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use"]);
const resultTypes = new Set([
  "agent.tool_result",
  "agent.mcp_tool_result",
  "user.tool_result",
  "user.custom_tool_result",
]);

type Input = Readonly<Record<string, unknown>>;

/** Turns the wire events of one session into calls with their answers and into what was said, with where each text comes from. */
export function normaliseSession(
  session: EngineSession,
  position: number,
  memoryLines: ReadonlySet<string>,
): NormalisedSession {
  const events = [...session.events].sort((left, right) => left.sequence - right.sequence);
  const startedAtMs = parseTime(session.started_at);
  const results = resultsByUse(events);
  const uses = events.filter((event) => useTypes.has(event.type));
  const rootPath = guessRootPath(
    uses.map((event) => event.payload.input),
    session.metadata.cwd,
  );
  const denied = deniedUses(events);
  const calls: Call[] = [];
  const provenances = new Map<string, Provenance>();
  for (const event of uses) {
    const names = namesOf(event);
    const result = names.map((name) => results.get(name)).find((found) => found !== undefined) ?? null;
    const call = buildCall(session, event, result, {
      position,
      ordinal: calls.length,
      startedAtMs,
      rootPath,
      memoryLines,
    });
    if (names.some((name) => denied.has(name))) call.outcome = "declined";
    calls.push(call);
    if (result) provenances.set(result.id, call.provenance);
  }
  return {
    id: session.id,
    actorKey: `${session.actor ?? ""}|${session.agent_name ?? ""}`,
    startedAtMs,
    outcome: session.outcome,
    metadata: session.metadata,
    calls,
    utterances: events.flatMap((event) => utteranceOf(event, startedAtMs, provenances)),
    reports: events.flatMap(
      (event) => reportedHappening(event, eventRef(event, startedAtMs), provenances.get(event.id)) ?? [],
    ),
    eventCount: events.length,
  };
}

interface CallContext {
  position: number;
  ordinal: number;
  startedAtMs: number | null;
  rootPath: string | null;
  memoryLines: ReadonlySet<string>;
}

function buildCall(session: EngineSession, event: EngineEvent, result: EngineEvent | null, context: CallContext): Call {
  const input = recordOf(event.payload.input);
  const tool = typeof event.payload.name === "string" ? event.payload.name : "";
  const ref = result ? eventRef(result, context.startedAtMs) : null;
  const outcome = ref === null || result === null ? "unanswered" : callOutcome(result.payload.is_error, ref.text);
  const ownMemory = touchesMemory(tool, input, session);
  const echo = ownMemory || (outcome === "ok" && ref !== null && repeatsMemory(ref.text, context.memoryLines));
  return {
    session: context.position,
    ordinal: context.ordinal,
    tool,
    input,
    argsKey: canonicalJson(input),
    tokens: callTokens(input, context.rootPath),
    use: eventRef(event, context.startedAtMs),
    result: ref,
    outcome,
    provenance: resultProvenance(tool, result?.trusted ?? null, echo),
    physicalKey: physicalKey(event, tool, input),
    touchesMemory: ownMemory,
  };
}

function utteranceOf(
  event: EngineEvent,
  startedAtMs: number | null,
  provenances: ReadonlyMap<string, Provenance>,
): Utterance[] {
  const provenance = resultTypes.has(event.type) ? provenances.get(event.id) : speakerOf(event.type);
  if (provenance === undefined) return [];
  const ref = eventRef(event, startedAtMs);
  return ref.text === "" ? [] : [{ event: ref, provenance, type: event.type }];
}

function speakerOf(type: string): Provenance | undefined {
  if (type === "user.message" || type === "user.tool_confirmation" || type === "system.message") return "user";
  return type === "agent.message" ? "agent" : undefined;
}

function eventRef(event: EngineEvent, startedAtMs: number | null): EventRef {
  return {
    eventId: event.id,
    sequence: event.sequence,
    atMs: parseTime(event.processed_at) ?? parseTime(event.occurred_at) ?? startedAtMs,
    text: eventText(event.payload),
  };
}

/** The first answer to each call, under every name that the answer uses for it. */
function resultsByUse(events: readonly EngineEvent[]): Map<string, EngineEvent> {
  const results = new Map<string, EngineEvent>();
  for (const event of events) {
    if (!resultTypes.has(event.type)) continue;
    for (const field of ["tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"]) {
      const name = event.payload[field];
      if (typeof name === "string" && !results.has(name)) results.set(name, event);
    }
  }
  return results;
}

function deniedUses(events: readonly EngineEvent[]): Set<string> {
  const denied = new Set<string>();
  for (const { type, payload } of events) {
    if (type === "user.tool_confirmation" && payload.result === "deny" && typeof payload.tool_use_id === "string") {
      denied.add(payload.tool_use_id);
    }
  }
  return denied;
}

/** An answer may name a call by our id of the event or by the id that the source gave it. */
function namesOf(event: EngineEvent): string[] {
  const source = recordOf(event.payload.reverie).source_id;
  return [event.id, event.payload.id, source].filter((name): name is string => typeof name === "string");
}

/** A resumed or copied transcript repeats calls with their ids and times: those are one call, not support from two sessions. */
function physicalKey(event: EngineEvent, tool: string, input: Input): string | null {
  const source = namesOf(event).find((name) => name !== event.id);
  return source === undefined || event.processed_at === null
    ? null
    : `${source}|${event.processed_at}|${tool}|${canonicalJson(input)}`;
}

function recordOf(value: unknown): Input {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Milliseconds since 1970, or null for what is no time. */
export function parseTime(text: string | null | undefined): number | null {
  const atMs = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
}
