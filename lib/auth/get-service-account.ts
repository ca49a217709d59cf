import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { ServiceAccount } from "@/lib/contract/service-account";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { presentServiceAccount, type ServiceAccountRow } from "./service-account-row";

/** A service account by its id, archived ones too. Throws PermissionError, NotFoundError. */
export async function getServiceAccount(ctx: Ctx, id: string): Promise<ServiceAccount> {
  requirePermission(ctx.actor, "admin");
  const { rows } = await readerOf(ctx).query<ServiceAccountRow>(
    "SELECT * FROM service_account WHERE id = $1 AND workspace_id = $2",
    [id, ctx.actor.workspaceId],
  );
  if (rows[0] === undefined) throw new NotFoundError("service account", id);
  return presentServiceAccount(rows[0]);
}
