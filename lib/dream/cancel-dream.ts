import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Dream } from "@/lib/contract/dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type DreamRow, presentDream } from "./dream-row";
import { publishDream } from "./dream-topic";
import { lockDream } from "./require-dream";

/**
 * Stops a dream that has not ended; what it wrote stays. A canceled dream is answered unchanged. Throws
 * NotFoundError, PermissionError, and InvalidRequestError for a dream that completed or failed.
 */
export async function cancelDream(ctx: Ctx, dreamId: string): Promise<Dream> {
  const dream = await inTransaction(ctx, async (tx) => {
    const row = await lockDream(tx, ctx, dreamId, "dream:write");
    if (row.status === "canceled") return presentDream(row);
    if (row.status === "completed" || row.status === "failed") {
      throw new InvalidRequestError(`A dream that has ${row.status} cannot be canceled.`);
    }
    // A running dream keeps its hold until its worker has seen this and stopped writing.
    const { rows } = await tx.query<DreamRow>(
      `UPDATE dream SET status = 'canceled', ended_at = $2, holds_store = holds_store AND status = 'running'
       WHERE id = $1 AND status IN ('pending', 'running') RETURNING *`,
      [row.id, ctx.clock()],
    );
    await recordAuditEvent(tx, ctx, {
      action: "dream.cancel",
      target: { type: "dream", id: row.id },
      memoryStoreId: row.memory_store_id,
    });
    return presentDream(rows[0] ?? row);
  });
  publishDream(dream.id);
  return dream;
}
