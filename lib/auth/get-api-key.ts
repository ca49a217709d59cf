import type { Ctx } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { ApiKey } from "@/lib/contract/api-key";
import { getPrisma } from "@/lib/db/prisma-client";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type ApiKeyRow, apiKeyColumns, presentApiKey } from "./api-key-row";

/** A key by its id, revoked ones too. Throws PermissionError, NotFoundError. */
export async function getApiKey(ctx: Ctx, id: string): Promise<ApiKey> {
  requirePermission(ctx.actor, "admin");
  const row = await getPrisma(ctx.pool).apiKey.findUnique({
    where: { id, workspace_id: ctx.actor.workspaceId },
    select: apiKeyColumns,
  });
  if (row === null) throw new NotFoundError("API key", id);
  return presentApiKey(row as ApiKeyRow);
}
