import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { reachableStoreIds } from "@/lib/access/store-reach";
import type { DreamStatus } from "@/lib/contract/dream";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { type DreamRow, presentDream } from "./dream-row";

export interface DreamFilter {
  /** Exclusive on both sides, as the wire has it. */
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  includeArchived: boolean;
  /** Empty = every status. */
  statuses: readonly DreamStatus[];
  memoryStoreId?: string | undefined;
  limit: number;
  page?: string | undefined;
}

const order = "dreams:desc";

/** The dreams whose input store the actor reaches, newest first. Needs dream:read. */
export async function listDreams(ctx: Ctx, filter: DreamFilter) {
  requirePermission(ctx.actor, "dream:read");
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<DreamRow>(
    `SELECT * FROM dream
     WHERE workspace_id = $1
       AND ($2::timestamptz IS NULL OR created_at > $2) AND ($3::timestamptz IS NULL OR created_at < $3)
       AND ($4 OR archived_at IS NULL)
       AND (cardinality($5::text[]) = 0 OR status = ANY($5))
       AND ($6::text IS NULL OR memory_store_id = $6)
       AND ($7::text[] IS NULL OR memory_store_id = ANY($7))
       AND ($8::timestamptz IS NULL OR (created_at, id) < ($8, $9))
     ORDER BY created_at DESC, id DESC LIMIT $10`,
    [
      ctx.actor.workspaceId,
      filter.createdAfter,
      filter.createdBefore,
      filter.includeArchived,
      filter.statuses,
      filter.memoryStoreId,
      reachableStoreIds(ctx.actor),
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map((row) => presentDream(row)), next_page: page.next_page };
}
