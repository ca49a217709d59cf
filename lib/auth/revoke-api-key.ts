import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ApiKey } from "@/lib/contract/api-key";
import { getApiKey } from "./get-api-key";

/** Ends a key at once and for good; a second call changes nothing. Throws PermissionError, NotFoundError. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<ApiKey> {
  return inTransaction(ctx, async (tx) => {
    await getApiKey({ ...ctx, tx }, id);
    const { rowCount } = await tx.query("UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", [
      id,
      ctx.clock(),
    ]);
    if (rowCount === 1) await recordAuditEvent(tx, ctx, { action: "api_key.revoke", target: { type: "api_key", id } });
    return getApiKey({ ...ctx, tx }, id);
  });
}
