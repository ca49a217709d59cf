import type { EventRef, Provenance } from "../engine/normalised-session";

/** One telling of a happening in the world, by one event of one session. */
export interface Sighting {
  type: string;
  entity: string | null;
  occurredAtMs: number;
  /** Position of the session in the world's list. */
  session: number;
  event: EventRef;
  provenance: Provenance;
  /** Words of the event's text where it is told, for quotes. */
  focus: string;
}

/** A stretch of time, both ends included. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** One answer that lists happenings of a stretch of time, in which what it does not list did not happen. */
export interface Listing extends Span {
  /** Equal for answers to the same question about another time. */
  feed: string;
  types: ReadonlySet<string>;
}
