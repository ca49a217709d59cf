import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Dream } from "@/lib/contract/dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type DreamRow, isFinal, presentDream } from "./dream-row";
import { publishDream } from "./dream-topic";
import { lockDream } from "./require-dream";

/**
 * Hides an ended dream from the default list, for good; its output store is not touched. An archived dream is answered
 * unchanged. Throws NotFoundError, PermissionError, and InvalidRequestError while it is pending or running.
 */
export async function archiveDream(ctx: Ctx, dreamId: string): Promise<Dream> {
  const dream = await inTransaction(ctx, async (tx) => {
    const row = await lockDream(tx, ctx, dreamId, "dream:write");
    if (row.archived_at !== null) return presentDream(row);
    if (!isFinal(row.status)) {
      throw new InvalidRequestError(`A dream that is ${row.status} cannot be archived. Cancel it first.`);
    }
    const { rows } = await tx.query<DreamRow>("UPDATE dream SET archived_at = $2 WHERE id = $1 RETURNING *", [
      row.id,
      ctx.clock(),
    ]);
    await recordAuditEvent(tx, ctx, {
      action: "dream.archive",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
    });
    return presentDream(rows[0] ?? row);
  });
  publishDream(dream.id);
  return dream;
}
