import { contentSha256, contentSizeBytes } from "@/lib/memory/content-hash";
import { diffLines } from "@/lib/text/diff-lines";
import type { ChangeRow } from "../change-row";

/** A change of one file from one text to another, undecided; hunk ids are `<id>.0`, `<id>.1` and so on. */
export function buildChange(before: string, after: string, overrides: Partial<ChangeRow> = {}): ChangeRow {
  const id = overrides.id ?? "dchg_1";
  return {
    dream_id: "drm_1",
    id,
    position: 0,
    operation: "modified",
    path: "/a.md",
    previous_path: null,
    base_memory_id: "mem_1",
    base_memory_version_id: "memver_1",
    base_content_sha256: contentSha256(before),
    proposed_content: after,
    proposed_content_sha256: contentSha256(after),
    proposed_content_size_bytes: contentSizeBytes(after),
    hunks: diffLines(before, after).hunks.map(({ no_newline_at_end: open, ...hunk }, index) => ({
      ...hunk,
      ...(open === undefined ? {} : { no_newline_at_end: open }),
      id: `${id}.${index}`,
      insight_ids: [],
      depends_on: [],
      decision: "pending" as const,
    })),
    risk: "low",
    risk_reasons: [],
    insight_ids: [],
    decision: "pending",
    decided_content: null,
    decided_base_content_sha256: null,
    decided_by_kind: null,
    decided_by_id: null,
    decided_at: null,
    comment: null,
    applied_at: null,
    applied_memory_store_id: null,
    applied_memory_id: null,
    applied_memory_version_id: null,
    applied_content_sha256: null,
    applied_digest: null,
    undo_memory_version_id: null,
    conflict: null,
    revision: 1,
    ...overrides,
  };
}
