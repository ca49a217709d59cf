import { presentActor } from "@/lib/access/actor";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { View } from "@/lib/contract/memory";
import type { ChangeRow } from "./change-row";

/** What only a list tells of a change: how far its reader saw it, and whether the live file moved. */
export type ListedFacts = Required<Pick<DreamChange, "seen_revision" | "is_stale">>;

/** The wire object of a change; `basic` leaves out the proposed text, never the hunks. */
export function presentChange(row: ChangeRow, view: View, facts?: ListedFacts): DreamChange {
  return {
    id: row.id,
    type: "dream_change",
    dream_id: row.dream_id,
    operation: row.operation,
    path: row.path,
    previous_path: row.previous_path,
    base: baseOf(row),
    proposed: proposedOf(row, view),
    hunks: row.hunks.map(({ replacement_lines, decided_by, decided_at, applied, ...hunk }) => ({
      ...hunk,
      replacement_lines: replacement_lines ?? null,
      decided_by: decided_by == null ? null : presentActor(decided_by.kind, decided_by.id),
      decided_at: decided_at ?? null,
      applied: applied === true,
    })),
    risk: row.risk,
    risk_reasons: row.risk_reasons,
    state: stateOf(row),
    decided: {
      content: row.decided_content,
      by: presentActor(row.decided_by_kind, row.decided_by_id),
      at: row.decided_at?.toISOString() ?? null,
    },
    applied: appliedOf(row),
    conflict: row.conflict,
    revision: row.revision,
    ...facts,
  };
}

function baseOf(row: ChangeRow): DreamChange["base"] {
  if (row.base_memory_id === null || row.base_memory_version_id === null || row.base_content_sha256 === null)
    return null;
  return {
    memory_id: row.base_memory_id,
    memory_version_id: row.base_memory_version_id,
    content_sha256: row.base_content_sha256,
  };
}

function proposedOf(row: ChangeRow, view: View): DreamChange["proposed"] {
  if (row.proposed_content_sha256 === null) return null;
  return {
    content_sha256: row.proposed_content_sha256,
    content_size_bytes: row.proposed_content_size_bytes ?? 0,
    ...(view === "full" && row.proposed_content !== null ? { content: row.proposed_content } : {}),
  };
}

function stateOf(row: ChangeRow): DreamChange["state"] {
  if (row.conflict !== null && (row.applied_at === null || row.conflict.reason !== "redacted")) return "conflict";
  const undecided = row.hunks.some((hunk) => hunk.decision === "pending");
  if (row.applied_at !== null && !undecided && row.decision !== "pending") return "applied";
  return row.decision;
}

function appliedOf(row: ChangeRow): DreamChange["applied"] {
  if (row.applied_at === null || row.applied_memory_store_id === null || row.applied_memory_version_id === null)
    return null;
  return {
    memory_store_id: row.applied_memory_store_id,
    memory_version_id: row.applied_memory_version_id,
    at: row.applied_at.toISOString(),
  };
}
