import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";

/**
 * Blanks a version's text for good, its reasons too, which may quote it. Keeps who, when and what kind. False when the
 * version was redacted before.
 */
export async function eraseVersion(
  tx: Tx,
  ctx: Ctx,
  version: { memoryStoreId: string; memoryVersionId: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE memory_version SET content = NULL, path = NULL, content_sha256 = NULL, content_size_bytes = NULL, reason = NULL,
       origin = origin - 'reason', redacted_at = $3, redacted_by_kind = $4, redacted_by_id = $5, redaction_reason = $6
     WHERE memory_store_id = $1 AND id = $2 AND redacted_at IS NULL`,
    [version.memoryStoreId, version.memoryVersionId, ctx.clock(), ctx.actor.kind, ctx.actor.id, ctx.reason],
  );
  return rowCount === 1;
}
