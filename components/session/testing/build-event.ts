import type { TranscriptEvent } from "../event-kind";

let serial = 0;

/** An event with an id of its own, a minute after midnight unless told otherwise. */
export function buildEvent(type: string, fields: Partial<TranscriptEvent> = {}): TranscriptEvent {
  serial += 1;
  return { id: `sevt_${serial}`, type, processed_at: "2026-05-04T00:01:00.000Z", ...fields };
}
