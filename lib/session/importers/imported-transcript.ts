import type { PersistedEventType } from "@/lib/contract/event-types";

/**
 * One event on its way in. `payload` holds the wire fields without id, type and processed_at; the fields named in
 * `eventReferenceFields` hold the `sourceId` of another event of the same transcript, for the writer to map.
 */
export type ImportedEvent = {
  /** Stable for the same entry of the same source and unique in it, so that importing again adds nothing twice. */
  sourceId: string;
  type: PersistedEventType;
  payload: Record<string, unknown>;
  processedAt: Date | null;
  occurredAt: Date | null;
  /** False for what must not count as evidence: injected notes, summaries, text fetched from outside. */
  trusted: boolean;
};

export type ImportedTranscript = {
  /** Identity of the source session. */
  sourceKey: string;
  /**
   * Keys this session had when it was shorter. A source without ids is known by its content: a stored session with
   * one of these keys is this one, grown.
   */
  earlierKeys: string[];
  title: string | null;
  agentName: string;
  startedAt: Date | null;
  outcome: "success" | "failure" | "unknown";
  metadata: Record<string, string>;
  events: ImportedEvent[];
};

/** Something that was not taken over as it stood. `line` counts from 1 in the imported text. */
export type ImportNote = { kind: "skipped"; line: number; reason: string };

export type ImportItem = { kind: "transcript"; line: number; transcript: ImportedTranscript } | ImportNote;

export type ImportOptions = {
  /** Name of the agent where the source does not tell. */
  agentName?: string | undefined;
  /** A line or array element above this is reported instead of read. */
  maxValueBytes?: number;
  /** Pictures and documents above this are replaced by a text that says so. */
  maxInlineBytes?: number;
};

export const defaultMaxValueBytes = 32 * 1024 * 1024;
export const defaultMaxInlineBytes = 1024 * 1024;
