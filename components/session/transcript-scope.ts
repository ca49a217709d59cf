import type { QueryValue } from "@/lib/client/query-string";
import { type EventKind, isFailure, kindOf, type TranscriptEvent, typesOfKinds } from "./event-kind";
import { type Mount, mountPrefix, touchesOf } from "./memory-touches";

export const transcriptFilters = ["all", "messages", "calls", "errors", "memory"] as const;
export type TranscriptFilter = (typeof transcriptFilters)[number];

/** Which events a view of the transcript is made of: what the API is asked for, and what of it counts. */
export interface TranscriptScope {
  filter: TranscriptFilter;
  query: Readonly<Record<string, QueryValue>>;
  /** Whether an event belongs here; needs its payload for errors and memory. */
  includes: (event: TranscriptEvent) => boolean;
}

const shownKinds: readonly EventKind[] = ["message", "thinking", "call", "result", "error", "note"];

export function scopeOf(filter: TranscriptFilter, mounts: readonly Mount[]): TranscriptScope {
  switch (filter) {
    case "all":
      return { filter, query: {}, includes: () => true };
    case "messages":
      return ofKinds(filter, ["message", "thinking"]);
    case "calls":
      return ofKinds(filter, ["call", "result"]);
    case "errors":
      return { filter, query: { errors: true }, includes: isFailure };
    case "memory":
      return {
        filter,
        query: { types: typesOfKinds(["call"]), q: mountPrefix(mounts) },
        includes: (event) => touchesOf(String(event.name ?? ""), event.input, mounts).length > 0,
      };
  }
}

function ofKinds(filter: TranscriptFilter, kinds: readonly EventKind[]): TranscriptScope {
  return { filter, query: { types: typesOfKinds(kinds) }, includes: ({ type }) => kinds.includes(kindOf(type)) };
}

/** The query that finds text among the events of a scope that are shown at all. */
export function findQueryOf(scope: TranscriptScope, text: string): Readonly<Record<string, QueryValue>> {
  // The API takes one text only: in the memory view, which asks by text itself, calls are searched whole.
  return { types: typesOfKinds(shownKinds), ...scope.query, q: text };
}
