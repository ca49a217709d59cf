import { type Ctx, readerOf } from "@/lib/access/context";
import type { View } from "@/lib/contract/memory";
import { toPage } from "@/lib/db/keyset-page";
import type { ChangeRow } from "./change-row";
import { positionAfter } from "./list-insights";
import { presentChange } from "./present-change";
import { requireDreamRead } from "./require-dream";
import { readReviewDigest } from "./review-digest";

const order = "dream_changes:asc";

/**
 * What the dream proposes, file by file, with the digest that names all of it as decided now. Throws NotFoundError.
 */
export async function listChanges(
  ctx: Ctx,
  filter: { dreamId: string; view: View; limit: number; page?: string | undefined },
) {
  await requireDreamRead(ctx, filter.dreamId);
  const { rows } = await readerOf(ctx).query<ChangeRow>(
    "SELECT * FROM dream_change WHERE dream_id = $1 AND position > $2 ORDER BY position LIMIT $3",
    [filter.dreamId, positionAfter(filter.page, order), filter.limit + 1],
  );
  const digest = await readReviewDigest(readerOf(ctx), filter.dreamId);
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.position)] }));
  return {
    data: page.data.map((row) => presentChange(row, filter.view)),
    next_page: page.next_page,
    review_digest: digest.whole,
  };
}
