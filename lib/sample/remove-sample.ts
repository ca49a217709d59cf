import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Sample } from "@/lib/contract/sample";
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
    const workspace = ctx.actor.workspaceId;
    // A running dream notices that its row is gone and stops; its store goes with it.
    const dreams = await tx.query<{ id: string; session_id: string | null; output_memory_store_id: string | null }>(
      "DELETE FROM dream WHERE workspace_id = $1 AND memory_store_id = $2 RETURNING id, session_id, output_memory_store_id",
      [workspace, sample.memory_store_id],
    );
    const stores = dreams.rows.flatMap((dream) => dream.output_memory_store_id ?? []);
    const sessions = dreams.rows.flatMap((dream) => dream.session_id ?? []);
    for (const id of [sample.memory_store_id, ...stores].sort()) {
      await tx.query("SELECT lock_memory_store($1)", [id]);
      await tx.query("DELETE FROM memory_store WHERE id = $1 AND workspace_id = $2", [id, workspace]);
    }
    await tx.query("DELETE FROM session WHERE workspace_id = $1 AND id = ANY($2)", [
      workspace,
      [...sample.session_ids, ...sessions],
    ]);
    await tx.query("DELETE FROM dream_rejection WHERE memory_store_id = $1", [sample.memory_store_id]);
    await tx.query("DELETE FROM setting WHERE workspace_id = $1 AND name = 'sample'", [workspace]);
    await recordAuditEvent(tx, ctx, {
      action: "sample.delete",
      target: { type: "memory_store", id: sample.memory_store_id },
      memoryStoreId: sample.memory_store_id,
      details: { dreams: dreams.rows.length, sessions: sample.session_ids.length },
    });
    return { type: "sample_state", sample: null };
  });
}
