import type { EventEvidence } from "@/lib/contract/dream-insight";
import type { RawObservation } from "./answer-schemas";

/** An observation whose evidence was found where it says. */
export interface Observation {
  /** Position of the session in the world's list. */
  session: number;
  kind: RawObservation["kind"];
  statement: string;
  conditions: readonly string[];
  entities: readonly string[];
  evidence: readonly EventEvidence[];
  /** Times of the cited events. */
  atMs: readonly (number | null)[];
}

/** Why something that a model said goes no further. */
export type Gate =
  | "quote"
  | "provenance"
  | "secret"
  | "order"
  | "tokens"
  | "form"
  | "anchor"
  | "unlike"
  | "recount"
  | "loss"
  | "known"
  | "verifier";

/** Something that a gate held back. */
export interface Drop {
  gate: Gate;
  step: "map" | "reduce" | "verify";
  /** In words for a reviewer. */
  reason: string;
  /** What was claimed; null where showing it would do what the gate prevents. */
  statement: string | null;
  sessions: readonly number[];
}
