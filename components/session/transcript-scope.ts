import type { QueryValue } from "@/lib/client/query-string";
import { type EventKind, isFailure, kindOf, type TranscriptEvent, typesOfKinds } from "./event-kind";
import { type Mount, mountPrefix, touchesOf } from "./memory-touches";

export const transcriptFilters = ["all", "messages", "calls", "errors", "memory"] as const;
export type TranscriptFilter = (typeof transcriptFilters)[number];

/** Which events a view of the transcript is made of: what the API is asked for, and what of it counts. */
export interface TranscriptScope {
  filter: TranscriptFilter;
  /** Tells one scope from another. */
  key: string;
  /** False where calls are listed without their results, which are then looked up one by one. */
  hasResults: boolean;
  query: Readonly<Record<string, QueryValue>>;
  /** Whether an event belongs here; needs its payload for errors and memory. */
  includes: (event: TranscriptEvent) => boolean;
}

const shownKinds: readonly EventKind[] = ["message", "thinking", "call", "result", "error", "note"];

export function scopeOf(
  filter: TranscriptFilter,
  mounts: readonly Mount[],
  tool: string | null = null,
): TranscriptScope {
  const base = { filter, key: filter, hasResults: true };
  if (tool !== null) {
    // The tool says more than the filter: its calls are the events.
    return {
      filter: "calls",
      key: `tool ${tool}`,
      hasResults: false,
      query: { tool },
      includes: ({ type, name }) => kindOf(type) === "call" && name === tool,
    };
  }
  switch (filter) {
    case "all":
      return { ...base, query: {}, includes: () => true };
    case "messages":
      return { ...base, ...ofKinds(["message", "thinking"]) };
    case "calls":
      return { ...base, ...ofKinds(["call", "result"]) };
    case "errors":
      return { ...base, query: { errors: true }, includes: isFailure };
    case "memory":
      return {
        ...base,
        hasResults: false,
        query: { types: typesOfKinds(["call"]), q: mountPrefix(mounts) },
        includes: (event) => touchesOf(String(event.name ?? ""), event.input, mounts).length > 0,
      };
  }
}

function ofKinds(kinds: readonly EventKind[]): Pick<TranscriptScope, "query" | "includes"> {
  return { query: { types: typesOfKinds(kinds) }, includes: ({ type }) => kinds.includes(kindOf(type)) };
}

/** The query that finds text among the events of a scope that are shown at all. */
export function findQueryOf(scope: TranscriptScope, text: string): Readonly<Record<string, QueryValue>> {
  // The API takes one text only: in the memory view, which asks by text itself, calls are searched whole.
  return { types: typesOfKinds(shownKinds), ...scope.query, q: text };
}
