import type pg from "pg";
import { type Tx, withTransaction } from "@/lib/db/transaction";

/** A webhook that takes nothing any more is not followed further until it has caught up. */
const pendingLimit = 10_000;
const transactionsPerRound = 1_000;
const roundsPerTurn = 200;

interface Follower {
  id: string;
  workspace_id: string;
  events: string[];
  memory_store_ids: string[];
  followed_until: string;
  watermark: string;
}

/**
 * Finds what happened since each webhook was last looked after and makes its deliveries, behind the watermark of what is
 * still in flight: nothing is missed and nothing made twice, and writers know nothing of it. Any number of workers may.
 */
export async function collectDeliveries(pool: pg.Pool, now: () => Date): Promise<void> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM webhook WHERE disabled_at IS NULL");
  for (const { id } of rows) {
    for (let round = 0; round < roundsPerTurn; round++) {
      if (!(await withTransaction(pool, (tx) => followOn(tx, id, now())))) break;
    }
  }
}

/** One round for one webhook; false when there is nothing left to do for now. */
async function followOn(tx: Tx, webhookId: string, now: Date): Promise<boolean> {
  const { rows } = await tx.query<Follower>(
    `SELECT id, workspace_id, events, memory_store_ids, followed_until::text,
       pg_snapshot_xmin(pg_current_snapshot())::text AS watermark
     FROM webhook WHERE id = $1 AND disabled_at IS NULL AND followed_until < pg_snapshot_xmin(pg_current_snapshot())
       AND (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE webhook_id = $1 AND state = 'pending' LIMIT ${pendingLimit}) AS waiting)
         < ${pendingLimit}
     FOR UPDATE SKIP LOCKED`,
    [webhookId],
  );
  const webhook = rows[0];
  if (webhook === undefined) return false;
  const watermark = BigInt(webhook.watermark);
  const first = await firstTransaction(tx, webhook);
  const roundEnd = first === null ? watermark : first + BigInt(transactionsPerRound);
  const until = roundEnd < watermark ? roundEnd : watermark;
  // Without news the position may lag a little: an idle installation writes nothing.
  if (first === null && watermark - BigInt(webhook.followed_until) < BigInt(transactionsPerRound)) return false;
  if (first !== null) await makeDeliveries(tx, webhook, until, now);
  await tx.query("UPDATE webhook SET followed_until = $2::xid8 WHERE id = $1", [webhook.id, until.toString()]);
  return until < watermark;
}

// $1 workspace, $2 events, $3 stores or none, $4 from, $5 until. By store, since versions are kept by store.
const storesOfVersions = `memory_store s WHERE s.workspace_id = $1 AND 'memory_version.created' = ANY($2::text[])
  AND (s.id = ANY($3::text[]) OR (cardinality($3::text[]) = 0 AND s.proposal_of IS NULL))`;
const changes = `change_event WHERE workspace_id = $1 AND type = ANY($2::text[]) AND written_xid >= $4::xid8 AND written_xid < $5::xid8
  AND (cardinality($3::text[]) = 0 OR memory_store_id = ANY($3::text[]))`;

const valuesOf = (webhook: Follower, until: string) => [
  webhook.workspace_id,
  webhook.events,
  webhook.memory_store_ids,
  webhook.followed_until,
  until,
];

/** The oldest transaction that has news for the webhook, so that long silence is passed over in one step. */
async function firstTransaction(tx: Tx, webhook: Follower): Promise<bigint | null> {
  const { rows } = await tx.query<{ first: string | null }>(
    `SELECT least(
       (SELECT min(found.written_xid) FROM (SELECT s.id FROM ${storesOfVersions}) AS s CROSS JOIN LATERAL (
          SELECT written_xid FROM memory_version
          WHERE memory_store_id = s.id AND written_xid >= $4::xid8 AND written_xid < $5::xid8
          ORDER BY written_xid LIMIT 1) AS found),
       (SELECT min(written_xid) FROM ${changes}))::text AS first`,
    valuesOf(webhook, webhook.watermark),
  );
  const first = rows[0]?.first ?? null;
  return first === null ? null : BigInt(first);
}

// Whoever is asked for a review can judge how pressing it is: counts, nothing of what is proposed.
const reviewDigest = `CASE WHEN event.type = 'dream.review_requested' THEN (
  SELECT jsonb_build_object('sessions', cardinality(d.session_ids), 'awaiting_review', d.review_counts->'pending',
    'files', (SELECT jsonb_build_object('low', count(*) FILTER (WHERE risk = 'low'), 'medium', count(*) FILTER (WHERE risk = 'medium'),
       'high', count(*) FILTER (WHERE risk = 'high'), 'deleted', count(*) FILTER (WHERE operation = 'deleted'))
     FROM dream_change WHERE dream_id = d.id AND decision IN ('pending', 'partial')))
  FROM dream d WHERE d.id = event.object_id) END`;

/** Ids come from the events, so that an event can have one delivery only. */
async function makeDeliveries(tx: Tx, webhook: Follower, until: bigint, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_delivery (webhook_id, id, event_type, data, occurred_at, state, next_attempt_at, created_at)
     SELECT $6, event.id, event.type,
       jsonb_strip_nulls(jsonb_build_object('type', event.type, 'id', event.object_id, 'organization_id', $1::text,
         'workspace_id', $1::text, 'memory_store_id', event.memory_store_id, 'memory_id', event.memory_id, 'digest', ${reviewDigest})),
       event.created_at, 'pending', $7::timestamptz, $7::timestamptz
     FROM (
       SELECT 'wevt_' || substr(v.id, 8) AS id, 'memory_version.created' AS type, v.id AS object_id,
         v.memory_store_id, v.memory_id, v.created_at
       FROM (SELECT s.id FROM ${storesOfVersions}) AS s
       JOIN memory_version v ON v.memory_store_id = s.id AND v.written_xid >= $4::xid8 AND v.written_xid < $5::xid8
       UNION ALL
       SELECT 'wevt_' || lpad(sequence::text, 20, '0'), type, object_id,
         CASE WHEN type LIKE 'memory_store.%' THEN NULL ELSE memory_store_id END, NULL, created_at
       FROM ${changes}) AS event
     ON CONFLICT DO NOTHING`,
    [...valuesOf(webhook, until.toString()), webhook.id, now],
  );
}
