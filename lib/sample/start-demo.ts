import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DemoState, StartDemoBody } from "@/lib/contract/demo";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { findDemoObjects } from "./demo-objects";
import { requirePlayer } from "./demo-player";
import { type DemoSetting, readDemoSetting } from "./demo-setting";
import { getDemo } from "./get-demo";

/**
 * Has the worker play the SRE demo. Where one is there already, answers how far it is; one that broke off begins anew.
 * Throws PermissionError, and InvalidRequestError where a language model is to play and there is none.
 */
export async function startDemo(ctx: Ctx, { agents, model }: StartDemoBody = {}): Promise<DemoState> {
  requirePermission(ctx.actor, "admin");
  // It may ask the endpoints, so it stays outside of the transaction.
  const player = agents === "model" ? await requirePlayer(model) : null;
  await inTransaction(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('demo' || $1, 0))", [workspaceId]);
    const setting = await readDemoSetting(tx, workspaceId);
    const { stores } = await findDemoObjects(tx, workspaceId);
    if (setting?.status !== "failed" && (setting !== null || stores.length > 0)) return;
    await tx.query(
      `INSERT INTO setting (workspace_id, name, value) VALUES ($1, 'demo', $2)
       ON CONFLICT (workspace_id, name) DO UPDATE SET value = $2`,
      [workspaceId, JSON.stringify(setOut(player))],
    );
    await enqueueJob(tx, "play_demo", { workspace_id: workspaceId }, { key: `demo:${workspaceId}` });
    await recordAuditEvent(tx, ctx, { action: "demo.create", target: { type: "workspace", id: workspaceId } });
  });
  return getDemo(ctx);
}

function setOut(player: string | null): DemoSetting {
  return { status: "playing", message: null, model: player, figures: { none: null, memory: null, dream: null } };
}
