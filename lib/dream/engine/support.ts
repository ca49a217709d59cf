import type { InsightSupport } from "@/lib/contract/dream-insight";
import type { NormalisedSession } from "./normalised-session";

/** One time that something was seen. */
export interface Occurrence {
  /** Position of the session in the world's list. */
  session: number;
  atMs: number | null;
}

/** Counts distinct sessions, actors and days (UTC) of what was seen; models never count. */
export function supportOf(
  occurrences: readonly Occurrence[],
  sessions: readonly NormalisedSession[],
  opportunities: number | null = null,
): InsightSupport {
  const days = occurrences.map(({ atMs }) => dayOf(atMs)).filter((day) => day !== null);
  return {
    ...emptySupport,
    occurrences: occurrences.length,
    opportunities,
    sessions: new Set(occurrences.map(({ session }) => session)).size,
    actors: new Set(occurrences.map(({ session }) => sessions[session]?.actorKey)).size,
    days: new Set(days).size,
  };
}

/** Support of a finding that rests on the memory alone. */
export function memorySupport(places: number): InsightSupport {
  return { ...emptySupport, occurrences: places };
}

const emptySupport: InsightSupport = {
  occurrences: 0,
  opportunities: null,
  sessions: 0,
  actors: 0,
  days: 0,
  expected: null,
  p_adjusted: null,
  lag_seconds: null,
  interval95: null,
};

/** Whether something recurs enough to be proposed: two sessions of two actors, or three sessions. */
export function isRecurrent(support: InsightSupport): boolean {
  return (support.sessions >= 2 && support.actors >= 2) || support.sessions >= 3;
}

/** The last day (UTC) it was seen, as YYYY-MM-DD, or null where no time is known. */
export function lastDay(occurrences: readonly Occurrence[]): string | null {
  const times = occurrences.map(({ atMs }) => atMs).filter((atMs) => atMs !== null);
  return times.length === 0 ? null : dayOf(times.reduce((latest, atMs) => Math.max(latest, atMs)));
}

/** The day (UTC) as YYYY-MM-DD. */
function dayOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString().slice(0, 10);
}
