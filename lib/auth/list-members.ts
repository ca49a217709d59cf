import type { Ctx } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import { getPrisma } from "@/lib/db/prisma-client";
import { type MemberRow, presentMember } from "./member-row";
import { newestFirst, olderThan } from "./newest-first";

const order = "members:desc";

/** The people of the workspace, newest first, without those who were removed. Throws PermissionError. */
export async function listMembers(ctx: Ctx, input: { limit: number; page?: string | undefined }) {
  requirePermission(ctx.actor, "admin");
  const after = decodeCursor(input.page, order, 2);
  const rows = await getPrisma(ctx.pool).member.findMany({
    where: { workspace_id: ctx.actor.workspaceId, removed_at: null, ...olderThan(after) },
    orderBy: newestFirst,
    take: input.limit + 1,
  });
  const page = toPage(rows as MemberRow[], input.limit, (row) => ({
    order,
    key: [String(row.created_at.getTime()), row.id],
  }));
  return { data: page.data.map(presentMember), next_page: page.next_page };
}
