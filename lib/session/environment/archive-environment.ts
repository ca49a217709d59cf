import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Environment } from "@/lib/contract/environment";
import { requireCatalogWrite } from "../require-session-access";
import { loadEnvironment } from "./load-environment";

/** Closes an environment to new sessions; a second call changes nothing. Throws NotFoundError, PermissionError. */
export async function archiveEnvironment(ctx: Ctx, id: string): Promise<Environment> {
  requireCatalogWrite(ctx.actor, "environment", id);
  return inTransaction(ctx, async (tx) => {
    const current = await loadEnvironment(tx, ctx, id, "FOR UPDATE");
    if (current.archived_at !== null) return current;
    await tx.query("UPDATE environment SET archived_at = $2, updated_at = $2 WHERE id = $1", [id, ctx.clock()]);
    await recordAuditEvent(tx, ctx, { action: "environment.archive", target: { type: "environment", id } });
    return loadEnvironment(tx, ctx, id);
  });
}
