import { type Ctx, readerOf } from "@/lib/access/context";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { View } from "@/lib/contract/memory";
import { toPage } from "@/lib/db/keyset-page";
import type { ChangeRow } from "./change-row";
import { positionAfter } from "./list-insights";
import { refreshConflict } from "./merge-with-live";
import { presentChange } from "./present-change";
import { requireDreamRead } from "./require-dream";
import { readReviewDigest } from "./review-digest";

const order = "dream_changes:asc";

/**
 * What the dream proposes, file by file, with the digest that names all of it as decided now; `full` brings the proposed
 * texts and the merges of conflicts. Throws NotFoundError.
 */
export async function listChanges(
  ctx: Ctx,
  filter: { dreamId: string; view: View; limit: number; page?: string | undefined },
) {
  const dream = await requireDreamRead(ctx, filter.dreamId);
  const { rows } = await readerOf(ctx).query<ChangeRow>(
    "SELECT * FROM dream_change WHERE dream_id = $1 AND position > $2 ORDER BY position LIMIT $3",
    [filter.dreamId, positionAfter(filter.page, order), filter.limit + 1],
  );
  const digest = await readReviewDigest(readerOf(ctx), filter.dreamId);
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.position)] }));
  const data: DreamChange[] = [];
  for (const row of page.data) {
    const current = filter.view === "full" ? await refreshConflict(readerOf(ctx), dream.memory_store_id, row) : row;
    data.push(presentChange(current, filter.view));
  }
  return {
    data,
    next_page: page.next_page,
    review_digest: digest.whole,
  };
}
