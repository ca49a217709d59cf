import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { type MemberRow, presentMember } from "./member-row";

const order = "members:desc";

/** The people of the workspace, newest first, without those who were removed. Throws PermissionError. */
export async function listMembers(ctx: Ctx, input: { limit: number; page?: string | undefined }) {
  requirePermission(ctx.actor, "admin");
  const after = decodeCursor(input.page, order, 2);
  const { rows } = await readerOf(ctx).query<MemberRow>(
    `SELECT * FROM member
     WHERE workspace_id = $1 AND removed_at IS NULL AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [ctx.actor.workspaceId, after === null ? null : cursorTime(after[0]), after?.[1], input.limit + 1],
  );
  const page = toPage(rows, input.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentMember), next_page: page.next_page };
}
