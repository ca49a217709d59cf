import { type Ctx, readerOf } from "@/lib/access/context";
import { reachableStoreIds } from "@/lib/access/store-reach";
import type { DreamInsight, InsightState, InsightTier } from "@/lib/contract/dream-insight";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireDreamRead } from "./require-dream";

interface InsightRow {
  dream_id: string;
  id: string;
  position: number;
  identity: string;
  kind: string;
  tier: InsightTier;
  state: InsightState;
  body: object;
}

export interface InsightFilter {
  dreamId: string;
  kind?: string | undefined;
  tier?: InsightTier | undefined;
  limit: number;
  page?: string | undefined;
}

const order = "dream_insights:asc";

/**
 * What the dream found, in the engine's order, whether or not it led to an edit; what it found in another store only for those who reach
 * that store. Throws NotFoundError.
 */
export async function listInsights(ctx: Ctx, filter: InsightFilter) {
  await requireDreamRead(ctx, filter.dreamId);
  const { rows } = await readerOf(ctx).query<InsightRow>(
    `SELECT * FROM dream_insight
     WHERE dream_id = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR tier = $3) AND position > $4
       AND ($6::text[] IS NULL OR NOT EXISTS (
         SELECT FROM jsonb_array_elements(body->'evidence') AS item
         WHERE item ? 'memory_store_id' AND item->>'memory_store_id' <> ALL($6)))
     ORDER BY position LIMIT $5`,
    [
      filter.dreamId,
      filter.kind,
      filter.tier,
      positionAfter(filter.page, order),
      filter.limit + 1,
      reachableStoreIds(ctx.actor),
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.position)] }));
  return { data: page.data.map(presentInsight), next_page: page.next_page };
}

/** The position that a page of a dream's list begins after. Throws InvalidRequestError for a forged cursor. */
export function positionAfter(page: string | undefined, listOrder: string): number {
  const key = decodeCursor(page, listOrder, 1);
  if (key === null) return -1;
  if (!/^\d{1,9}$/.test(key[0] ?? "")) throw new InvalidRequestError("page: is not a cursor of this list.");
  return Number(key[0]);
}

function presentInsight({ body, position: _, ...row }: InsightRow): DreamInsight {
  // Kept as the engine typed it; the columns are what lists filter by.
  return { type: "dream_insight", ...row, ...body } as DreamInsight;
}
