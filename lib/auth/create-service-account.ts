import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireHeld } from "@/lib/access/require-held";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { resolvePermissions } from "@/lib/contract/permission";
import type { CreateServiceAccountBody, ServiceAccount } from "@/lib/contract/service-account";
import { newId } from "@/lib/db/ids";
import { requireKnownStores } from "./require-known-stores";
import { presentServiceAccount, type ServiceAccountRow } from "./service-account-row";

/** Makes a service account for an administrator. Throws as makeServiceAccount does. */
export async function createServiceAccount(ctx: Ctx, body: CreateServiceAccountBody): Promise<ServiceAccount> {
  requirePermission(ctx.actor, "admin");
  return makeServiceAccount(ctx, body);
}

/**
 * Makes a service account that holds nothing its maker does not hold. Throws PermissionError, NotFoundError for an unknown
 * store, InvalidRequestError for one that is named twice.
 */
export async function makeServiceAccount(ctx: Ctx, body: CreateServiceAccountBody): Promise<ServiceAccount> {
  const permissions = body.permissions ?? [];
  const roles = body.roles ?? [];
  const grants = body.memory_stores ?? null;
  requireHeld(ctx.actor, { permissions: resolvePermissions(roles, permissions), memoryStores: grants });
  return inTransaction(ctx, async (tx) => {
    const storeIds = await requireKnownStores(tx, ctx, grants);
    const { rows } = await tx.query<ServiceAccountRow>(
      `INSERT INTO service_account (id, workspace_id, name, permissions, roles, memory_stores, created_by_kind, created_by_id,
         created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
      [
        newId("serviceAccount"),
        ctx.actor.workspaceId,
        body.name,
        permissions,
        roles,
        grants === null ? null : JSON.stringify(grants),
        ctx.actor.kind,
        ctx.actor.id,
        ctx.clock(),
      ],
    );
    const row = rows[0];
    if (row === undefined) throw new Error("The insert returned no row.");
    await recordAuditEvent(tx, ctx, {
      action: "service_account.create",
      target: { type: "service_account", id: row.id },
      details: { permissions, roles, memory_stores: storeIds },
    });
    return presentServiceAccount(row);
  });
}
