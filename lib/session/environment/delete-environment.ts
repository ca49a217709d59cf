import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requireCatalogWrite } from "../require-session-access";
import { loadEnvironment } from "./load-environment";

/** Deletes an environment; sessions that name it keep the id. Throws NotFoundError, PermissionError. */
export async function deleteEnvironment(ctx: Ctx, id: string): Promise<{ id: string; type: "environment_deleted" }> {
  requireCatalogWrite(ctx.actor, "environment", id);
  return inTransaction(ctx, async (tx) => {
    await loadEnvironment(tx, ctx, id, "FOR UPDATE");
    await tx.query("DELETE FROM environment WHERE id = $1", [id]);
    await recordAuditEvent(tx, ctx, { action: "environment.delete", target: { type: "environment", id } });
    return { id, type: "environment_deleted" };
  });
}
