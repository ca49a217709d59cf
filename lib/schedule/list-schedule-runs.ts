import { type Ctx, readerOf } from "@/lib/access/context";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { presentRuns } from "./read-runs";
import { requireScheduleRead } from "./require-schedule";
import type { ScheduleRunRow } from "./schedule-row";

const order = "dream_schedule_runs:desc";

/** What a schedule did and why it did nothing, newest first. Throws NotFoundError. */
export async function listScheduleRuns(
  ctx: Ctx,
  scheduleId: string,
  input: { limit: number; page?: string | undefined },
) {
  await requireScheduleRead(ctx, scheduleId);
  const after = decodeCursor(input.page, order, 2);
  const { rows } = await readerOf(ctx).query<ScheduleRunRow>(
    `SELECT * FROM dream_schedule_run
     WHERE dream_schedule_id = $1 AND ($2::timestamptz IS NULL OR (started_at, id) < ($2, $3))
     ORDER BY started_at DESC, id DESC LIMIT $4`,
    [scheduleId, after === null ? null : cursorTime(after[0]), after?.[1], input.limit + 1],
  );
  const page = toPage(rows, input.limit, (row) => ({ order, key: [String(row.started_at.getTime()), row.id] }));
  return { data: await presentRuns(readerOf(ctx), page.data), next_page: page.next_page };
}
