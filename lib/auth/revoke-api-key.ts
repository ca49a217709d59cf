import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ApiKey } from "@/lib/contract/api-key";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type ApiKeyRow, presentApiKey } from "./api-key-row";
import { forgetKeys } from "./key-cache";

/** Ends a key at once and for good; a second call changes nothing. Throws PermissionError, NotFoundError. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<ApiKey> {
  requirePermission(ctx.actor, "admin");
  const revoked = await inTransaction(ctx, async (tx) => {
    const { rows } = await tx.query<ApiKeyRow>("SELECT * FROM api_key WHERE id = $1 AND workspace_id = $2 FOR UPDATE", [
      id,
      ctx.actor.workspaceId,
    ]);
    const key = rows[0];
    if (key === undefined) throw new NotFoundError("API key", id);
    if (key.revoked_at !== null) return presentApiKey(key);
    const revokedAt = ctx.clock();
    await tx.query("UPDATE api_key SET revoked_at = $2 WHERE id = $1", [id, revokedAt]);
    await recordAuditEvent(tx, ctx, { action: "api_key.revoke", target: { type: "api_key", id } });
    return presentApiKey({ ...key, revoked_at: revokedAt });
  });
  forgetKeys();
  return revoked;
}
