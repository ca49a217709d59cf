import type { Ctx } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import { getPrisma } from "@/lib/db/prisma-client";
import { type ApiKeyRow, apiKeyColumns, presentApiKey } from "./api-key-row";
import { newestFirst, olderThan } from "./newest-first";

const order = "api_keys:desc";

/** All keys, newest first, revoked ones too. Throws PermissionError. */
export async function listApiKeys(ctx: Ctx, input: { limit: number; page?: string | undefined }) {
  requirePermission(ctx.actor, "admin");
  const after = decodeCursor(input.page, order, 2);
  const rows = await getPrisma(ctx.pool).apiKey.findMany({
    where: { workspace_id: ctx.actor.workspaceId, ...olderThan(after) },
    select: apiKeyColumns,
    orderBy: newestFirst,
    take: input.limit + 1,
  });
  const page = toPage(rows as ApiKeyRow[], input.limit, (row) => ({
    order,
    key: [String(row.created_at.getTime()), row.id],
  }));
  return { data: page.data.map(presentApiKey), next_page: page.next_page };
}
