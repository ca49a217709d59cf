import { expect } from "vitest";
import { eventReferenceFields, recordedEventInput } from "@/lib/contract/session-event";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";

/** What holds of every imported transcript: wire form, unique names, references backwards to what exists. */
export function expectSound(transcript: ImportedTranscript): void {
  expect(transcript.sourceKey).toMatch(/^[a-z0-9-]+:.+/);
  expect(transcript.sourceKey.length).toBeLessThanOrEqual(160);
  expect(transcript.events.length).toBeGreaterThan(0);
  expect(Object.keys(transcript.metadata).length).toBeLessThanOrEqual(16);
  for (const value of Object.values(transcript.metadata)) expect([...value].length).toBeLessThanOrEqual(512);

  const seen = new Set<string>();
  for (const event of transcript.events) {
    for (const field of eventReferenceFields) {
      if (field in event.payload) expect(seen).toContain(event.payload[field]);
    }
    expect(seen).not.toContain(event.sourceId);
    seen.add(event.sourceId);
    const recorded = {
      ...event.payload,
      type: event.type,
      id: event.sourceId,
      processed_at: event.processedAt?.toISOString(),
      reverie: { trusted: event.trusted },
    };
    const parsed = recordedEventInput.safeParse(recorded);
    expect(parsed.error?.message ?? "").toBe("");
  }
}
