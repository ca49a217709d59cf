import { isRecord } from "./event-content";
import type { TranscriptEvent } from "./event-kind";

/** One faint line for an event that is neither said nor done: what happened to the session. */
export function noteWords(event: TranscriptEvent): string {
  switch (event.type) {
    case "agent.thinking":
      return "Thought";
    case "agent.thread_context_compacted":
      return "The context was compacted";
    case "user.interrupt":
      return "Interrupted by the user";
    case "user.tool_confirmation":
      return confirmationWords(event);
    case "user.define_outcome":
      return `Outcome to reach${typeof event.description === "string" ? `: ${event.description}` : ""}`;
    case "session.status_idle":
      return `Idle${reasonWords(event.stop_reason)}`;
    case "session.status_running":
      return "Running";
    case "session.status_rescheduled":
      return "Rescheduled";
    case "session.status_terminated":
      return "Ended";
    case "session.thread_created":
      return `A thread began${typeof event.agent_name === "string" ? `: ${event.agent_name}` : ""}`;
    case "span.model_request_end":
      return `Model request${usageWords(event.model_usage)}`;
    default:
      return sentence(event.type.replace(/^[^.]+\./, ""));
  }
}

function confirmationWords(event: TranscriptEvent): string {
  if (event.result === "allow") return "The user allowed the call";
  const why = typeof event.deny_message === "string" && event.deny_message !== "" ? `: ${event.deny_message}` : "";
  return `The user refused the call${why}`;
}

function reasonWords(reason: unknown): string {
  return isRecord(reason) && typeof reason.type === "string" ? `: ${reason.type.replaceAll("_", " ")}` : "";
}

function usageWords(usage: unknown): string {
  if (!isRecord(usage)) return "";
  return ` · ${String(usage.input_tokens)} tokens in, ${String(usage.output_tokens)} out`;
}

function sentence(name: string): string {
  const words = name.replaceAll("_", " ").replaceAll(".", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
