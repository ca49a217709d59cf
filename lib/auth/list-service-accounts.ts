import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { presentServiceAccount, type ServiceAccountRow } from "./service-account-row";

const order = "service_accounts:desc";

/** The workspace's service accounts, newest first, archived ones too. Throws PermissionError. */
export async function listServiceAccounts(ctx: Ctx, input: { limit: number; page?: string | undefined }) {
  requirePermission(ctx.actor, "admin");
  const after = decodeCursor(input.page, order, 2);
  const { rows } = await readerOf(ctx).query<ServiceAccountRow>(
    `SELECT * FROM service_account
     WHERE workspace_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [ctx.actor.workspaceId, after === null ? null : cursorTime(after[0]), after?.[1], input.limit + 1],
  );
  const page = toPage(rows, input.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentServiceAccount), next_page: page.next_page };
}
