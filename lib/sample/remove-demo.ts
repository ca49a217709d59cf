import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DemoState } from "@/lib/contract/demo";
import { deleteDemoObjects } from "./delete-demo-objects";

/**
 * Takes the whole demo away: what its players made, and the dreams over that. A player that is at work stops by itself and
 * takes away what it still made. Without a demo nothing happens. Throws PermissionError.
 */
export async function removeDemo(ctx: Ctx): Promise<DemoState> {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('demo' || $1, 0))", [workspaceId]);
    const setting = await tx.query("DELETE FROM setting WHERE workspace_id = $1 AND name = 'demo'", [workspaceId]);
    const deleted = await deleteDemoObjects(tx, ctx);
    if (setting.rowCount !== 0 || deleted.stores > 0) {
      const target = { type: "workspace", id: workspaceId };
      await recordAuditEvent(tx, ctx, { action: "demo.delete", target, details: { ...deleted } });
    }
    return { type: "demo_state", demo: null };
  });
}
