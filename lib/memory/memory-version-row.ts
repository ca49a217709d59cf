import { presentActor } from "@/lib/access/actor";
import type { View } from "@/lib/contract/memory";
import type { ClaimedOrigin, MemoryOperation, MemoryVersion, Via } from "@/lib/contract/memory-version";

export interface MemoryVersionRow {
  id: string;
  memory_id: string;
  memory_store_id: string;
  sequence: number;
  operation: MemoryOperation;
  path: string | null;
  content: string | null;
  content_sha256: string | null;
  content_size_bytes: number | null;
  created_at: Date;
  author_kind: string | null;
  author_id: string | null;
  via: Via;
  reason: string | null;
  dream_id: string | null;
  change_id: string | null;
  event_id: string | null;
  redacted_at: Date | null;
  redacted_by_kind: string | null;
  redacted_by_id: string | null;
  /** The redactor's own words. */
  redaction_reason: string | null;
  /** What the source of an import said of this version; null or absent for every other write. */
  origin?: ClaimedOrigin | null;
}

/** The columns of a row; lists never fetch bodies that they do not show. */
export function versionColumns(view: View): string {
  const content = view === "full" ? "content" : "NULL AS content";
  return `id, memory_id, memory_store_id, sequence, operation, path, ${content}, content_sha256, content_size_bytes, created_at,
    author_kind, author_id, via, reason, dream_id, change_id, event_id, redacted_at, redacted_by_kind, redacted_by_id,
    redaction_reason, origin`;
}

/** The wire object of a version. */
export function presentMemoryVersion(row: MemoryVersionRow, view: View): MemoryVersion {
  return {
    id: row.id,
    type: "memory_version",
    memory_id: row.memory_id,
    memory_store_id: row.memory_store_id,
    operation: row.operation,
    created_at: row.created_at.toISOString(),
    created_by: presentActor(row.author_kind, row.author_id),
    path: row.path,
    content: view === "full" ? row.content : null,
    content_sha256: row.content_sha256,
    content_size_bytes: row.content_size_bytes,
    redacted_at: row.redacted_at?.toISOString() ?? null,
    redacted_by: presentActor(row.redacted_by_kind, row.redacted_by_id),
    reverie: {
      sequence: row.sequence,
      via: row.via,
      reason: row.reason,
      dream_id: row.dream_id,
      change_id: row.change_id,
      event_id: row.event_id,
      ...(row.redaction_reason == null ? {} : { redaction_reason: row.redaction_reason }),
      ...(row.origin == null ? {} : { origin: row.origin }),
    },
  };
}
