import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Agent } from "@/lib/contract/agent";
import { requireCatalogWrite } from "../require-session-access";
import { loadAgent } from "./load-agent";

/** Closes an agent to changes and new sessions; a second call changes nothing. Throws NotFoundError, PermissionError. */
export async function archiveAgent(ctx: Ctx, id: string): Promise<Agent> {
  requireCatalogWrite(ctx.actor, "agent", id);
  return inTransaction(ctx, async (tx) => {
    const { rowCount } = await tx.query(
      "UPDATE agent SET archived_at = $3, updated_at = $3 WHERE id = $1 AND workspace_id = $2 AND archived_at IS NULL",
      [id, ctx.actor.workspaceId, ctx.clock()],
    );
    if (rowCount !== null && rowCount > 0) {
      await recordAuditEvent(tx, ctx, { action: "agent.archive", target: { type: "agent", id } });
    }
    return loadAgent(tx, ctx, id);
  });
}
