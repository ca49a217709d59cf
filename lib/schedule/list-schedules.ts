import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { reachableStoreIds } from "@/lib/access/store-reach";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { presentSchedules } from "./read-runs";
import type { ScheduleRow } from "./schedule-row";

const order = "dream_schedules:desc";

/** The schedules whose store the actor reaches, newest first, each with its last run. Needs dream:read. */
export async function listSchedules(
  ctx: Ctx,
  filter: { memoryStoreId?: string | undefined; limit: number; page?: string | undefined },
) {
  requirePermission(ctx.actor, "dream:read");
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<ScheduleRow>(
    `SELECT * FROM dream_schedule
     WHERE workspace_id = $1 AND ($2::text IS NULL OR memory_store_id = $2)
       AND ($3::text[] IS NULL OR memory_store_id = ANY($3))
       AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5))
     ORDER BY created_at DESC, id DESC LIMIT $6`,
    [
      ctx.actor.workspaceId,
      filter.memoryStoreId,
      reachableStoreIds(ctx.actor),
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: await presentSchedules(readerOf(ctx), page.data), next_page: page.next_page };
}
