import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { DreamSeen, SeeDreamBody } from "@/lib/contract/dream-review";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireDreamRead } from "./require-dream";

/**
 * Notes how far the caller has looked at a dream's changes, for "only what changed since I looked". A mark never goes back,
 * and never ahead of what there is. Throws NotFoundError, and InvalidRequestError for a change of another dream.
 */
export async function seeDream(ctx: Ctx, dreamId: string, body: SeeDreamBody): Promise<DreamSeen> {
  const at = ctx.clock();
  return inTransaction(ctx, async (tx) => {
    const row = await requireDreamRead({ ...ctx, tx }, dreamId);
    await refuseUnknown(tx, row.id, body);
    const marked = await mark(tx, ctx, row.id, body, at);
    if (marked > 0) {
      await recordAuditEvent(tx, ctx, {
        action: "dream.see",
        target: { type: "dream", id: row.id },
        memoryStoreId: row.memory_store_id,
        details: { changes: marked },
      });
    }
    const { rows } = await tx.query<{ seen: number; unseen: number }>(
      `SELECT count(*) FILTER (WHERE seen.revision = change.revision)::integer AS seen,
         count(*) FILTER (WHERE seen.revision IS DISTINCT FROM change.revision)::integer AS unseen
       FROM dream_change AS change LEFT JOIN dream_seen AS seen
         ON seen.dream_id = $1 AND seen.actor_kind = $2 AND seen.actor_id = $3 AND seen.change_id = change.id
       WHERE change.dream_id = $1`,
      [row.id, ctx.actor.kind, ctx.actor.id],
    );
    const counts = rows[0] ?? { seen: 0, unseen: 0 };
    return { type: "dream_seen", dream_id: row.id, ...counts, seen_at: at.toISOString() };
  });
}

async function refuseUnknown(tx: Tx, dreamId: string, { changes }: SeeDreamBody): Promise<void> {
  if (changes == null) return;
  const { rows } = await tx.query<{ id: string }>(
    `SELECT wanted.id FROM unnest($2::text[]) AS wanted (id)
     WHERE NOT EXISTS (SELECT FROM dream_change WHERE dream_id = $1 AND dream_change.id = wanted.id) LIMIT 1`,
    [dreamId, changes.map(({ change_id }) => change_id)],
  );
  if (rows[0] === undefined) return;
  throw new InvalidRequestError(`changes: the dream has no change ${JSON.stringify(rows[0].id.slice(0, 100))}.`);
}

async function mark(tx: Tx, ctx: Ctx, dreamId: string, { changes }: SeeDreamBody, at: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO dream_seen AS seen (dream_id, actor_kind, actor_id, change_id, revision, seen_at)
     SELECT $1, $2, $3, change.id, max(least(change.revision, looked.revision)), $6
     FROM dream_change AS change
     LEFT JOIN unnest($4::text[], $5::integer[]) AS looked (id, revision) ON looked.id = change.id
     WHERE change.dream_id = $1 AND ($4::text[] IS NULL OR looked.id IS NOT NULL)
     GROUP BY change.id
     ON CONFLICT (dream_id, actor_kind, actor_id, change_id) DO UPDATE
     SET revision = excluded.revision, seen_at = excluded.seen_at
     WHERE seen.revision < excluded.revision`,
    [
      dreamId,
      ctx.actor.kind,
      ctx.actor.id,
      changes?.map(({ change_id }) => change_id) ?? null,
      changes?.map(({ revision }) => revision) ?? null,
      at,
    ],
  );
  return rowCount ?? 0;
}
