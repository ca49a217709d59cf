import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { ApiKey } from "@/lib/contract/api-key";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type ApiKeyRow, presentApiKey } from "./api-key-row";

/** A key by its id, revoked ones too. Throws PermissionError, NotFoundError. */
export async function getApiKey(ctx: Ctx, id: string): Promise<ApiKey> {
  requirePermission(ctx.actor, "admin");
  const { rows } = await readerOf(ctx).query<ApiKeyRow>("SELECT * FROM api_key WHERE id = $1 AND workspace_id = $2", [
    id,
    ctx.actor.workspaceId,
  ]);
  if (rows[0] === undefined) throw new NotFoundError("API key", id);
  return presentApiKey(rows[0]);
}
