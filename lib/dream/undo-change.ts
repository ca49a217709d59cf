import type { Ctx } from "@/lib/access/context";
import type { DreamConflict } from "@/lib/contract/dream-change";
import type { Tx } from "@/lib/db/transaction";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import type { ApplyResult } from "./apply-change";
import { type ChangeRow, decisionOfHunks, type StoredHunk } from "./change-row";
import { writeFile } from "./write-file";

interface VersionText {
  path: string | null;
  content: string | null;
}

/** Takes one applied change back, guarded by the text that was applied, and opens it for a new decision. */
export async function undoChange(ctx: Ctx & { tx: Tx }, change: ChangeRow): Promise<ApplyResult> {
  const memoryStoreId = change.applied_memory_store_id;
  if (memoryStoreId === null) throw new Error("An applied change names its store.");
  const { undo_memory_version_id: undoId, applied_memory_version_id: appliedId } = change;
  if (undoId === appliedId) {
    await reopen(ctx.tx, change, null);
    return { kind: "no_effect" };
  }
  const before = undoId === null ? null : await readVersion(ctx.tx, memoryStoreId, undoId);
  if (before !== null && (before.content === null || before.path === null)) {
    return { kind: "conflict", conflict: await conflictOf(ctx.tx, change, "redacted", null) };
  }
  const wasDeleted = change.applied_content_sha256 === null;
  // As in applying, only a rename moves the file: a person may have put it elsewhere since.
  const isMoving = wasDeleted || change.operation === "renamed";
  const result = await writeFile(ctx, {
    memoryStoreId,
    memoryId: wasDeleted ? null : change.applied_memory_id,
    wanted: before === null ? null : { path: isMoving ? before.path : null, content: before.content ?? "" },
    expectedSha256: change.applied_content_sha256,
    provenance: { dreamId: change.dream_id, changeId: change.id },
  });
  if (result.kind === "refused") {
    return { kind: "conflict", conflict: await conflictOf(ctx.tx, change, result.why, before?.content ?? null) };
  }
  await reopen(ctx.tx, change, wasDeleted ? result.file.memoryId : null);
  return { kind: "applied", memoryVersionId: result.file.memoryVersionId };
}

async function readVersion(tx: Tx, memoryStoreId: string, versionId: string | null): Promise<VersionText> {
  const { rows } = await tx.query<VersionText>(
    "SELECT path, content FROM memory_version WHERE memory_store_id = $1 AND id = $2",
    [memoryStoreId, versionId],
  );
  return rows[0] ?? { path: null, content: null };
}

/** What was applied waits for a decision again. A file that came back has a new id, under which it can be applied anew. */
async function reopen(tx: Tx, change: ChangeRow, revivedMemoryId: string | null): Promise<void> {
  const hunks = change.hunks.map((hunk) => (hunk.applied === true ? undecided(hunk) : hunk));
  await tx.query(
    `UPDATE dream_change SET hunks = $2, decision = $4, decided_content = NULL, decided_base_content_sha256 = NULL,
       decided_by_kind = NULL, decided_by_id = NULL, decided_at = NULL, applied_at = NULL, applied_memory_store_id = NULL,
       applied_memory_id = NULL, applied_memory_version_id = NULL, applied_content_sha256 = NULL, applied_digest = NULL,
       undo_memory_version_id = NULL, conflict = CASE WHEN conflict->>'reason' = 'redacted' THEN conflict END, base_memory_id = coalesce($3, base_memory_id)
     WHERE id = $1`,
    [change.id, JSON.stringify(hunks), revivedMemoryId, hunks.length === 0 ? "pending" : decisionOfHunks(hunks)],
  );
}

function undecided(hunk: StoredHunk): StoredHunk {
  const { applied: _, decided_by: _by, decided_at: _at, replacement_lines: _lines, ...rest } = hunk;
  return { ...rest, decision: "pending" };
}

async function conflictOf(
  tx: Tx,
  change: ChangeRow,
  reason: DreamConflict["reason"],
  wanted: string | null,
): Promise<DreamConflict> {
  const { rows } = await tx.query<VersionText & { content_sha256: string }>(
    `SELECT m.path, m.content_sha256, v.content FROM memory m
     JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND m.id = $2`,
    [change.applied_memory_store_id, change.applied_memory_id],
  );
  const live = rows[0];
  const applied = await readVersion(tx, change.applied_memory_store_id ?? "", change.applied_memory_version_id);
  const canMerge =
    reason === "changed" && live != null && live.content !== null && wanted !== null && applied.content !== null;
  const merge = canMerge
    ? mergeThreeWay({
        base: applied.content ?? "",
        ours: live.content ?? "",
        theirs: wanted,
        labels: { base: "applied", ours: "now in the store", theirs: "before the dream" },
      })
    : null;
  return {
    change_id: change.id,
    reason,
    path: live?.path ?? change.path,
    current_content_sha256: live?.content_sha256 ?? null,
    merge: merge === null ? null : { content: merge.content, clean: merge.clean },
  };
}
