import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceAccount } from "@/lib/contract/service-account";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { presentServiceAccount, type ServiceAccountRow } from "./service-account-row";

/** Ends a service account for good: nothing acts as it any more. A second call changes nothing. Throws PermissionError, NotFoundError. */
export async function archiveServiceAccount(ctx: Ctx, id: string): Promise<ServiceAccount> {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const { rows } = await tx.query<ServiceAccountRow>(
      "SELECT * FROM service_account WHERE id = $1 AND workspace_id = $2 FOR UPDATE",
      [id, ctx.actor.workspaceId],
    );
    const row = rows[0];
    if (row === undefined) throw new NotFoundError("service account", id);
    if (row.archived_at !== null) return presentServiceAccount(row);
    const archivedAt = ctx.clock();
    await tx.query("UPDATE service_account SET archived_at = $2 WHERE id = $1", [id, archivedAt]);
    await recordAuditEvent(tx, ctx, {
      action: "service_account.archive",
      target: { type: "service_account", id },
    });
    return presentServiceAccount({ ...row, archived_at: archivedAt });
  });
}
