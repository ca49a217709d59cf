import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { reachableStoreIds } from "@/lib/access/store-reach";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { type MemoryStoreRow, presentMemoryStore, selectMemoryStore } from "./memory-store-row";

export interface MemoryStoreFilter {
  createdFrom?: Date | undefined;
  createdUntil?: Date | undefined;
  includeArchived: boolean;
  includeProposals: boolean;
  limit: number;
  page?: string | undefined;
}

const order = "memory_stores:desc";

/** The stores that the actor can reach, newest first. */
export async function listMemoryStores(ctx: Ctx, filter: MemoryStoreFilter) {
  requirePermission(ctx.actor, "memory:read");
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<MemoryStoreRow>(
    `${selectMemoryStore}
     WHERE s.workspace_id = $1
       AND ($2::text[] IS NULL OR s.id = ANY($2))
       AND ($3::timestamptz IS NULL OR s.created_at >= $3)
       AND ($4::timestamptz IS NULL OR s.created_at <= $4)
       AND ($5 OR s.archived_at IS NULL)
       AND ($6 OR s.proposal_of IS NULL)
       AND ($7::timestamptz IS NULL OR (s.created_at, s.id) < ($7, $8))
     ORDER BY s.created_at DESC, s.id DESC LIMIT $9`,
    [
      ctx.actor.workspaceId,
      reachableStoreIds(ctx.actor),
      filter.createdFrom,
      filter.createdUntil,
      filter.includeArchived,
      filter.includeProposals,
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentMemoryStore), next_page: page.next_page };
}
