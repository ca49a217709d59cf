import { type Ctx, readerOf } from "@/lib/access/context";
import type { DreamComparison, DreamDifference, DreamStanding } from "@/lib/contract/dream-review";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import type { Queryable } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { positionAfter } from "./list-insights";
import { requireDreamRead } from "./require-dream";
import { requireReviewable } from "./require-reviewable";

const order = "dream_comparison:asc";

interface DifferenceRow {
  place: number;
  standing: DreamStanding;
  difference: Omit<DreamDifference, "standing">;
}

/**
 * What a dream found and proposes beside another dream of the same store: insights by identity, files by path; first what is
 * new, then what is gone, changed and the same. Throws NotFoundError, and InvalidRequestError for a dream that is not
 * completed or reads another store.
 */
export async function compareDreams(
  ctx: Ctx,
  filter: { dreamId: string; withDreamId: string; limit: number; page?: string | undefined },
): Promise<DreamComparison> {
  const dream = await requireDreamRead(ctx, filter.dreamId);
  const other = await requireDreamRead(ctx, filter.withDreamId);
  if (dream.memory_store_id !== other.memory_store_id) {
    throw new InvalidRequestError("with: must be a dream of the same memory store.");
  }
  requireReviewable(dream);
  requireReviewable(other);
  decodeCursor(filter.page, order, 1);
  const db = readerOf(ctx);
  const { rows } = await db.query<DifferenceRow>(
    `${differences} SELECT * FROM listed WHERE place > $3 ORDER BY place LIMIT $4`,
    [dream.id, other.id, positionAfter(filter.page, order), filter.limit + 1],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.place)] }));
  return {
    type: "dream_comparison",
    dream_id: dream.id,
    with_dream_id: other.id,
    ...(await countStandings(db, dream.id, other.id)),
    // The two kinds of row carry just what their schema asks.
    data: page.data.map(({ standing, difference }) => ({ ...difference, standing }) as DreamDifference),
    next_page: page.next_page,
  };
}

async function countStandings(db: Queryable, dreamId: string, otherId: string) {
  const { rows } = await db.query<{ type: string; standing: DreamStanding; count: number }>(
    `${differences} SELECT difference->>'type' AS type, standing, count(*)::integer AS count FROM listed GROUP BY 1, 2`,
    [dreamId, otherId],
  );
  const countsOf = (type: string) => {
    const counts = { new: 0, gone: 0, changed: 0, same: 0 };
    for (const row of rows) if (row.type === type) counts[row.standing] = row.count;
    return counts;
  };
  return { insights: countsOf("insight_difference"), changes: countsOf("change_difference") };
}

/** One row for each identity and each path of either dream, with its place in the list. */
const differences = `
  WITH insight AS (
    SELECT dream_id, identity, position, body->>'claim' AS claim, kind,
      jsonb_build_object('id', id, 'tier', tier, 'state', state, 'sessions', (body->'support'->>'sessions')::integer) AS side,
      jsonb_build_array(tier, state, body->'support') AS form
    FROM (SELECT DISTINCT ON (dream_id, identity) * FROM dream_insight
          WHERE dream_id IN ($1, $2) ORDER BY dream_id, identity, position) AS first),
  change AS (
    SELECT dream_id, path, position, jsonb_build_object('id', id, 'operation', operation, 'state',
        CASE WHEN conflict IS NOT NULL AND (applied_at IS NULL OR conflict->>'reason' <> 'redacted') THEN 'conflict'
          WHEN applied_at IS NOT NULL THEN 'applied' ELSE decision END) AS side,
      jsonb_build_array(operation, proposed_content_sha256) AS form
    FROM dream_change WHERE dream_id IN ($1, $2)),
  both_sides AS (
    SELECT 0 AS part, coalesce(this.position, other.position) AS position, identity AS name, this.form AS this_form, other.form AS other_form,
      jsonb_build_object('type', 'insight_difference', 'identity', identity, 'kind', coalesce(this.kind, other.kind),
        'claim', coalesce(this.claim, other.claim), 'this', this.side, 'with', other.side) AS difference
    FROM (SELECT * FROM insight WHERE dream_id = $1) AS this
    FULL JOIN (SELECT * FROM insight WHERE dream_id = $2) AS other USING (identity)
    UNION ALL
    SELECT 1, coalesce(this.position, other.position), path, this.form, other.form,
      jsonb_build_object('type', 'change_difference', 'path', path, 'this', this.side, 'with', other.side)
    FROM (SELECT * FROM change WHERE dream_id = $1) AS this
    FULL JOIN (SELECT * FROM change WHERE dream_id = $2) AS other USING (path)),
  judged AS (
    SELECT *, CASE WHEN other_form IS NULL THEN 'new' WHEN this_form IS NULL THEN 'gone'
        WHEN this_form = other_form THEN 'same' ELSE 'changed' END AS standing
    FROM both_sides),
  listed AS (
    SELECT standing, difference, row_number() OVER (
        ORDER BY array_position(ARRAY['new', 'gone', 'changed', 'same'], standing), part, position, name COLLATE "C")::integer AS place
    FROM judged)`;
