import { type Ctx, readerOf } from "@/lib/access/context";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { requireCatalogList } from "../require-session-access";
import { type EnvironmentRow, environmentColumns, presentEnvironment } from "./environment-row";

const order = "environments:desc";

/** The workspace's environments, newest first. Throws PermissionError without session:read. */
export async function listEnvironments(
  ctx: Ctx,
  filter: { includeArchived: boolean; limit: number; page?: string | undefined },
) {
  requireCatalogList(ctx.actor);
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<EnvironmentRow>(
    `SELECT ${environmentColumns} FROM environment
     WHERE workspace_id = $1 AND ($2 OR archived_at IS NULL)
       AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [
      ctx.actor.workspaceId,
      filter.includeArchived,
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentEnvironment), next_page: page.next_page };
}
