import type { z } from "zod";
import type { PersistedEventType } from "@/lib/contract/event-types";
import { persistedEventTypes } from "@/lib/contract/event-types";
import type { basicSessionEvent } from "@/lib/contract/session-event";

/** An event as a list answers it: with `view=basic` only what is named here, with `view=full` its payload beside it. */
export type TranscriptEvent = z.infer<typeof basicSessionEvent>;

export type EventKind = "message" | "thinking" | "call" | "result" | "error" | "note" | "hidden";

export type Speaker = "user" | "agent" | "system";

const kinds: Readonly<Record<string, EventKind>> = {
  "user.message": "message",
  "agent.message": "message",
  "system.message": "message",
  "agent.thread_message_sent": "message",
  "agent.thread_message_received": "message",
  "agent.thinking": "thinking",
  "agent.tool_use": "call",
  "agent.mcp_tool_use": "call",
  "agent.custom_tool_use": "call",
  "agent.tool_result": "result",
  "agent.mcp_tool_result": "result",
  "user.tool_result": "result",
  "user.custom_tool_result": "result",
  "session.error": "error",
  "workflow_run.error": "error",
  "session.updated": "hidden",
  "session.usage": "hidden",
  "session.status_running": "hidden",
  "session.thread_status_running": "hidden",
  "session.thread_status_idle": "hidden",
};

/** How an event is drawn. Spans and running totals are hidden: the pane beside the transcript sums them up. */
export function kindOf(type: string): EventKind {
  return kinds[type] ?? (type.startsWith("span.") ? "hidden" : "note");
}

/** The types of these kinds, as the API's `types[]` takes them. */
export function typesOfKinds(wanted: readonly EventKind[]): PersistedEventType[] {
  return persistedEventTypes.filter((type) => wanted.includes(kindOf(type)));
}

/** Who speaks in a message. */
export function speakerOf(type: string): Speaker {
  if (type.startsWith("user.")) return "user";
  return type.startsWith("system.") ? "system" : "agent";
}

/** The id of the call that a result answers, once its payload is known. */
export function answeredCallId(event: TranscriptEvent): string | null {
  for (const field of ["tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"]) {
    const id = event[field];
    if (typeof id === "string") return id;
  }
  return null;
}

/** Whether a result or an error says that something failed. */
export function isFailure(event: TranscriptEvent): boolean {
  return kindOf(event.type) === "error" || event.is_error === true;
}
