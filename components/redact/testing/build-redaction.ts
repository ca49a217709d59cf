import type { MemoryRedaction } from "@/lib/contract/memory-redaction";
import type { MemoryVersion } from "@/lib/contract/memory-version";

/** A redaction of the live memory `mem_1`, in which nothing was found. */
export function buildRedaction(overrides: Partial<MemoryRedaction> = {}): MemoryRedaction {
  return {
    type: "memory_redaction",
    memory_id: "mem_1",
    memory_store_id: "memstore_1",
    scope: "memory",
    dry_run: false,
    memory: null,
    places: [],
    redacted_version_ids: [],
    kept_version_ids: [],
    elsewhere: { copies: [], hidden_copy_count: 0, memories: [], dreams: [], path_holds_text: false },
    ...overrides,
  };
}

export function buildPlace(sequence: number, isHead = false): MemoryRedaction["places"][number] {
  return {
    memory_version_id: `memver_${sequence}`,
    sequence,
    created_at: "2026-05-03T10:00:00Z",
    is_head: isHead,
    match_count: 2,
    lines: [1, 3],
  };
}

/** The tombstone of a version. */
export function buildTombstone(overrides: Partial<MemoryVersion> = {}): MemoryVersion {
  return {
    id: "memver_1",
    type: "memory_version",
    memory_id: "mem_1",
    memory_store_id: "memstore_1",
    operation: "modified",
    created_at: "2026-05-03T10:00:00Z",
    created_by: null,
    path: null,
    content: null,
    content_sha256: null,
    content_size_bytes: null,
    redacted_at: "2026-05-04T10:00:00Z",
    redacted_by: { type: "user_actor", user_id: "user_1" },
    reverie: {
      sequence: 1,
      via: "api",
      reason: null,
      dream_id: null,
      change_id: null,
      event_id: null,
      redaction_reason: "secret: in a log",
    },
    ...overrides,
  };
}
