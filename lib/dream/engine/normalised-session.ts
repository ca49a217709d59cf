import type { CallOutcome } from "./call-outcome";
import type { CallToken } from "./call-token";
import type { ReportedHappening } from "./reported-happenings";

export type Provenance = "user" | "agent" | "tool_trusted" | "tool_untrusted" | "memory_echo";

export interface EventRef {
  eventId: string;
  sequence: number;
  /** When it was seen, in milliseconds since 1970; null where neither event nor session says. */
  atMs: number | null;
  /** The event's own text, the source of quotes. */
  text: string;
}

/** One call of a tool with its answer. */
export interface Call {
  /** Position of the session in the world's list. */
  session: number;
  /** Position among the session's calls. */
  ordinal: number;
  tool: string;
  input: Readonly<Record<string, unknown>>;
  /** Equal for calls with equal arguments. */
  argsKey: string;
  tokens: readonly CallToken[];
  use: EventRef;
  result: EventRef | null;
  outcome: CallOutcome;
  provenance: Provenance;
  /** Equal for one physical call that two transcripts tell of; null where that cannot be known. */
  physicalKey: string | null;
  /** Whether the call reads or writes the memory itself. */
  touchesMemory: boolean;
}

/** Something said or shown in a session, in order; results of calls included. */
export interface Utterance {
  event: EventRef;
  provenance: Provenance;
  /** Type of the event on the wire. */
  type: string;
}

export interface NormalisedSession {
  id: string;
  /** Who to count as one actor: the same agent run by two people is two. */
  actorKey: string;
  startedAtMs: number | null;
  outcome: "success" | "failure" | "unknown" | null;
  metadata: Readonly<Record<string, string>>;
  calls: readonly Call[];
  utterances: readonly Utterance[];
  /** What events report to have happened in the world, in order. */
  reports: readonly ReportedHappening[];
  eventCount: number;
}
