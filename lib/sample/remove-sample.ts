import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Sample } from "@/lib/contract/sample";
import { deleteWorld } from "./delete-world";
import { readSampleSetting } from "./sample-setting";

/**
 * Takes the whole sample away: its store, its sessions, its dream with the output store, and what people made of it
 * there. Nothing else is touched; without a sample nothing happens. Throws PermissionError.
 */
export async function removeSample(ctx: Ctx): Promise<{ type: "sample_state"; sample: Sample | null }> {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const sample = await readSampleSetting(tx, ctx, "lock");
    if (sample === null) return { type: "sample_state", sample: null };
    const dreams = await deleteWorld(tx, ctx, {
      storeIds: [sample.memory_store_id],
      sessionIds: sample.session_ids,
    });
    await tx.query("DELETE FROM setting WHERE workspace_id = $1 AND name = 'sample'", [ctx.actor.workspaceId]);
    await recordAuditEvent(tx, ctx, {
      action: "sample.delete",
      target: { type: "memory_store", id: sample.memory_store_id },
      memoryStoreId: sample.memory_store_id,
      details: { dreams, sessions: sample.session_ids.length },
    });
    return { type: "sample_state", sample: null };
  });
}
