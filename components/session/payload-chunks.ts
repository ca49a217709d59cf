import type { TranscriptEvent } from "./event-kind";

/**
 * A run of neighbouring events whose payloads are fetched together: the API answers exactly these when asked for `limit`
 * events around the middle one.
 */
export interface PayloadChunk {
  middleId: string;
  limit: number;
}

/** Small enough to come at once, large enough that a screen needs two. */
const chunkEvents = 40;

/** The chunk of each event of a page, by the event's id. */
export function chunksOf(events: readonly TranscriptEvent[]): Map<string, PayloadChunk> {
  const chunks = new Map<string, PayloadChunk>();
  for (let start = 0; start < events.length; start += chunkEvents) {
    const run = events.slice(start, start + chunkEvents);
    // `around` answers floor((limit − 1) / 2) events before the one it names.
    const middle = run[Math.floor((run.length - 1) / 2)];
    if (middle === undefined) continue;
    for (const event of run) chunks.set(event.id, { middleId: middle.id, limit: run.length });
  }
  return chunks;
}
