import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ApiKey, CreateApiKeyBody } from "@/lib/contract/api-key";
import { newId } from "@/lib/db/ids";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type ApiKeyRow, presentApiKey } from "./api-key-row";
import { requireKnownStores } from "./require-known-stores";
import { newSecret, secretSha256 } from "./secret-token";

/**
 * Makes a key; its secret is in this answer and nowhere else. `secret` sets the value (for the key that the
 * environment gives). Throws PermissionError, NotFoundError for an unknown store, InvalidRequestError.
 */
export async function createApiKey(
  ctx: Ctx,
  body: CreateApiKeyBody & { secret?: string },
): Promise<ApiKey & { secret: string }> {
  requirePermission(ctx.actor, "admin");
  const now = ctx.clock();
  const expiresAt = body.expires_at == null ? null : new Date(body.expires_at);
  if (expiresAt !== null && expiresAt <= now) throw new InvalidRequestError("expires_at: must be in the future.");
  const grants = body.memory_stores ?? null;
  const secret = body.secret ?? newSecret("rvk_");
  return inTransaction(ctx, async (tx) => {
    const ids = await requireKnownStores(tx, ctx, grants);
    const { rows } = await tx.query<ApiKeyRow>(
      `INSERT INTO api_key (id, workspace_id, name, secret_sha256, hint, permissions, roles, memory_stores, created_by_kind,
         created_by_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING *`,
      [
        newId("apiKey"),
        ctx.actor.workspaceId,
        body.name,
        secretSha256(secret),
        secret.slice(-4),
        body.permissions ?? [],
        body.roles ?? [],
        grants === null ? null : JSON.stringify(grants),
        ctx.actor.kind,
        ctx.actor.id,
        now,
        expiresAt,
      ],
    );
    const row = rows[0];
    if (row === undefined) throw new Error("The insert returned no row.");
    await recordAuditEvent(tx, ctx, {
      action: "api_key.create",
      target: { type: "api_key", id: row.id },
      details: { permissions: row.permissions, roles: row.roles, memory_stores: ids },
    });
    return { ...presentApiKey(row), secret };
  });
}
