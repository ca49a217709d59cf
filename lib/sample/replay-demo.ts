import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DemoState } from "@/lib/contract/demo";
import { ConflictError } from "@/lib/errors/conflict-error";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { readDemoSetting, updateDemoSetting } from "./demo-setting";
import { getDemo } from "./get-demo";

/**
 * Has the worker live days 6 to 10 of the demo once more, with what the review of its dream left in the notes; anew when
 * asked again. While days are played, answers how far they are. Throws PermissionError, and ConflictError where there is
 * nothing that could be played again.
 */
export async function replayDemo(ctx: Ctx): Promise<DemoState> {
  requirePermission(ctx.actor, "admin");
  const { workspaceId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('demo' || $1, 0))", [workspaceId]);
    const setting = await readDemoSetting(tx, workspaceId);
    if (setting?.status === "playing" || setting?.status === "replaying") return;
    const { demo } = await getDemo({ ...ctx, tx });
    if (demo === null || setting === null) throw new ConflictError("No demo is here. Load it first.");
    if (demo.status !== "reviewed" && demo.status !== "compared") {
      throw new ConflictError("The dream of the demo was not reviewed. Approve or discard it first.");
    }
    await updateDemoSetting(tx, workspaceId, { status: "replaying", message: null });
    await enqueueJob(tx, "play_demo", { workspace_id: workspaceId }, { key: `demo:${workspaceId}` });
    await recordAuditEvent(tx, ctx, { action: "demo.replay", target: { type: "workspace", id: workspaceId } });
  });
  return getDemo(ctx);
}
