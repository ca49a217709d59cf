import type { ChangeOperation, ChangeRisk, DreamConflict, DreamHunk } from "@/lib/contract/dream-change";

/** A hunk as it is kept: the proposal and what reviewers decided on it. */
export interface StoredHunk extends Omit<DreamHunk, "decided_by" | "decided_at"> {
  replacement_lines?: string[] | null;
  decided_by?: { kind: string; id: string } | null;
  decided_at?: string | null;
  /** Part of what was applied: it can only be taken back by undo. */
  applied?: boolean;
}

export type ChangeDecision = "pending" | "approved" | "partial" | "rejected";

export interface ChangeRow {
  dream_id: string;
  id: string;
  position: number;
  operation: ChangeOperation;
  path: string;
  previous_path: string | null;
  base_memory_id: string | null;
  base_memory_version_id: string | null;
  base_content_sha256: string | null;
  proposed_content: string | null;
  proposed_content_sha256: string | null;
  proposed_content_size_bytes: number | null;
  hunks: StoredHunk[];
  risk: ChangeRisk;
  risk_reasons: string[];
  insight_ids: string[];
  decision: ChangeDecision;
  decided_content: string | null;
  decided_base_content_sha256: string | null;
  decided_by_kind: string | null;
  decided_by_id: string | null;
  decided_at: Date | null;
  comment: string | null;
  applied_at: Date | null;
  applied_memory_store_id: string | null;
  applied_memory_id: string | null;
  applied_memory_version_id: string | null;
  applied_content_sha256: string | null;
  applied_digest: string | null;
  undo_memory_version_id: string | null;
  conflict: DreamConflict | null;
  /** Counted by the database at every change of the row. */
  revision: number;
}

/** What a change comes to by the decisions on its hunks. */
export function decisionOfHunks(hunks: readonly StoredHunk[]): ChangeDecision {
  const approved = hunks.filter((hunk) => hunk.decision === "approved").length;
  const rejected = hunks.filter((hunk) => hunk.decision === "rejected").length;
  if (approved === hunks.length) return "approved";
  if (rejected === hunks.length) return "rejected";
  return approved > 0 ? "partial" : "pending";
}

/** Whether an earlier apply put the change into this store. */
export function isAppliedTo(change: ChangeRow, memoryStoreId: string): boolean {
  return change.applied_at !== null && change.applied_memory_store_id === memoryStoreId;
}
