import type { DreamConflict } from "@/lib/contract/dream-change";
import type { Tx } from "@/lib/db/transaction";
import type { ChangeToApply } from "./apply-change";
import { isAppliedTo } from "./change-row";
import type { WrittenFile } from "./write-file";

/** Notes in the change's row what was written for it, and what undo would go back to. */
export async function noteApplied(
  tx: Tx,
  { change, memoryStoreId, digest, at }: ChangeToApply,
  written: { file: WrittenFile | null; versionBefore: string | null },
): Promise<void> {
  // Undo goes back to before the first of several applies.
  const undoVersionId = isAppliedTo(change, memoryStoreId) ? change.undo_memory_version_id : written.versionBefore;
  const hunks = change.hunks.map((hunk) => (hunk.decision === "approved" ? { ...hunk, applied: true } : hunk));
  await tx.query(
    `UPDATE dream_change SET hunks = $2, applied_at = $3, applied_memory_store_id = $4, applied_memory_id = $5,
       applied_memory_version_id = $6, applied_content_sha256 = $7, applied_digest = $8, undo_memory_version_id = $9,
       conflict = NULL
     WHERE id = $1`,
    [
      change.id,
      JSON.stringify(hunks),
      at,
      memoryStoreId,
      written.file?.memoryId ?? null,
      written.file?.memoryVersionId ?? null,
      written.file?.contentSha256 ?? null,
      digest,
      undoVersionId,
    ],
  );
}

/** Notes that the change could not be written. A merge quotes the live file: it is answered, never kept. */
export async function noteConflict(tx: Tx, conflict: DreamConflict): Promise<void> {
  await tx.query("UPDATE dream_change SET conflict = $2 WHERE id = $1", [
    conflict.change_id,
    JSON.stringify({ ...conflict, merge: null }),
  ]);
}
