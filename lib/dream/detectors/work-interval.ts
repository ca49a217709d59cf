import { holdsWord } from "../engine/holds-word";
import type { NormalisedSession } from "../engine/normalised-session";

/** When a session worked on something, from the first to the last time that it spoke of it. */
export interface WorkInterval {
  startMs: number;
  endMs: number;
}

/** Null where the transcript tells no times: then all its events seem to happen at its start. */
export function workInterval(session: NormalisedSession, entity: string): WorkInterval | null {
  if (new Set(session.calls.map(({ use }) => use.atMs)).size < 2) return null;
  let interval: WorkInterval | null = null;
  const extend = (atMs: number | null) => {
    if (atMs === null) return;
    interval = interval
      ? { startMs: Math.min(interval.startMs, atMs), endMs: Math.max(interval.endMs, atMs) }
      : { startMs: atMs, endMs: atMs };
  };
  for (const call of session.calls) {
    if (!holdsWord(call.use.text, entity)) continue;
    extend(call.use.atMs);
    extend(call.result?.atMs ?? null);
  }
  return interval;
}

/** Whether two stretches of time have a moment in common. */
export function doOverlap(left: WorkInterval, right: WorkInterval): boolean {
  return left.startMs <= right.endMs && right.startMs <= left.endMs;
}

const mark = /\b[A-Za-z]{2,12}[-#]\d{2,}\b|\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?/g;

/**
 * Names of incidents and moments that whoever starts a session gives together with the thing: what tells one incident from the next without a
 * clock. Results of tools are left out: what they say about a thing, such as when it was made, is the same at every incident.
 */
export function incidentMarks(session: NormalisedSession, entity: string): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const { event, provenance } of session.utterances) {
    if (provenance !== "user" || !holdsWord(event.text, entity)) continue;
    for (const [found] of event.text.matchAll(mark)) if (found !== entity && !entity.includes(found)) marks.add(found);
  }
  return marks;
}
