import { type Ctx, readerOf } from "@/lib/access/context";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { View } from "@/lib/contract/memory";
import { toPage } from "@/lib/db/keyset-page";
import type { ChangeRow } from "./change-row";
import { positionAfter } from "./list-insights";
import { refreshConflict } from "./merge-with-live";
import { type ListedFacts, presentChange } from "./present-change";
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
  const { rows } = await readerOf(ctx).query<ChangeRow & ListedFacts>(
    `SELECT change.*, seen.revision AS seen_revision,
       change.applied_at IS NULL AND CASE WHEN change.base_memory_id IS NULL AND change.decided_base_content_sha256 IS NULL
         THEN EXISTS (SELECT FROM memory m WHERE m.memory_store_id = $4 AND m.path = change.path)
         ELSE NOT EXISTS (
           SELECT FROM memory m WHERE m.memory_store_id = $4
             AND (m.id = change.base_memory_id OR (change.base_memory_id IS NULL AND m.path = change.path))
             AND m.content_sha256 = coalesce(change.decided_base_content_sha256, change.base_content_sha256)) END AS is_stale
     FROM dream_change AS change
     LEFT JOIN dream_seen AS seen
       ON seen.dream_id = $1 AND seen.actor_kind = $5 AND seen.actor_id = $6 AND seen.change_id = change.id
     WHERE change.dream_id = $1 AND change.position > $2 ORDER BY change.position LIMIT $3`,
    [
      filter.dreamId,
      positionAfter(filter.page, order),
      filter.limit + 1,
      dream.memory_store_id,
      ctx.actor.kind,
      ctx.actor.id,
    ],
  );
  const digest = await readReviewDigest(readerOf(ctx), filter.dreamId);
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.position)] }));
  const data: DreamChange[] = [];
  for (const row of page.data) {
    const current = filter.view === "full" ? await refreshConflict(readerOf(ctx), dream.memory_store_id, row) : row;
    const facts = { seen_revision: row.seen_revision, is_stale: row.is_stale };
    data.push(presentChange(current, filter.view, facts));
  }
  return {
    data,
    next_page: page.next_page,
    review_digest: digest.whole,
  };
}
