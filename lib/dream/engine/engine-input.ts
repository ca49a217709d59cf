import type { WireActor } from "@/lib/contract/common";
import type { Hypothesis } from "./hypothesis";

export interface EngineStore {
  id: string;
  name: string;
  /** A read-only store is maintained elsewhere: drift in it is flagged, never edited. */
  access: "read_only" | "read_write";
}

export interface EngineMemory {
  memory_id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  created_at: string;
  updated_at: string;
  last_author: WireActor | null;
  /** When the noted thing was true, for notes that were brought in later. */
  as_of?: string | null;
  /** For each line the time of the version that wrote it, where blame is known. */
  line_written_at?: readonly (string | null)[];
  /** Lines, from 1, that came from elsewhere, so that no version tells when they were written: imported, restored, or moved by a dream. */
  carried_lines?: readonly number[];
}

export interface EngineEvent {
  id: string;
  sequence: number;
  type: string;
  /** The event as on the wire. */
  payload: Readonly<Record<string, unknown>>;
  processed_at: string | null;
  /** When the thing happened in the world, which may differ from when the agent saw it. */
  occurred_at: string | null;
  trusted: boolean | null;
}

export interface EngineSession {
  id: string;
  agent_name: string | null;
  /** Id of the actor who ran the session. */
  actor: string | null;
  started_at: string;
  outcome: "success" | "failure" | "unknown" | null;
  metadata: Readonly<Record<string, string>>;
  events: readonly EngineEvent[];
  /** Where the stores of this session were mounted. */
  mount_paths?: readonly string[];
}

export interface EngineLedger {
  /** Associations that earlier dreams found, to be tested on later sessions. */
  hypotheses?: readonly Hypothesis[];
  /** What reviewers rejected, with the number of sessions that supported it then. */
  rejections: readonly { identity: string; sessions: number }[];
}

/** A store that sessions of the dream could read and not write, as it is now. */
export interface EngineReference {
  store: EngineStore;
  memories: readonly EngineMemory[];
}

/** Everything a dream may look at. Same input, same output: the engine reads no clock, no database and no network. */
export interface EngineInput {
  store: EngineStore;
  memories: readonly EngineMemory[];
  sessions: readonly EngineSession[];
  instructions: string | null;
  ledger: EngineLedger;
  /** Read-only stores of the sessions; what stands in them is never edited. */
  references?: readonly EngineReference[];
}
