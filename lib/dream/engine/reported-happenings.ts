import type { EngineEvent } from "./engine-input";
import type { EventRef, Provenance } from "./normalised-session";

/** What an event itself says to have happened in the world. */
export interface ReportedHappening {
  event: EventRef;
  provenance: Provenance;
  type: string;
  entity: string | null;
  occurredAtMs: number;
}

/** Reads `reverie.event` of an event; null where there is none or its time is none. */
export function reportedHappening(
  event: EngineEvent,
  ref: EventRef,
  provenance: Provenance | undefined,
): ReportedHappening | null {
  const told = member(member(event.payload, "reverie"), "event");
  const type = member(told, "type");
  const entity = member(told, "entity");
  const occurredAt = member(told, "occurred_at");
  const occurredAtMs = Date.parse(String(occurredAt));
  if (typeof type !== "string" || type.trim() === "" || Number.isNaN(occurredAtMs)) return null;
  return {
    event: ref,
    provenance: provenance ?? (event.trusted === false ? "tool_untrusted" : "tool_trusted"),
    type: type.trim(),
    entity: typeof entity === "string" && entity !== "" ? entity : null,
    occurredAtMs,
  };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
}
