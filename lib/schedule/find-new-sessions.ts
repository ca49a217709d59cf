import type { Actor } from "@/lib/access/actor";
import { sessionsLimit } from "@/lib/contract/dream-schedule";
import type { Tx } from "@/lib/db/transaction";
import { sessionVisibility, visibleSession } from "@/lib/session/session-visibility";
import type { ScheduleRow } from "./schedule-row";

export interface NewSessions {
  /** All that are new; at most a hundred are taken. */
  total: number;
  taken: { id: string; last_sequence: number }[];
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The sessions that the schedule has not read as they are now, newest first: never dreamt by it, or grown since. Sessions
 * that still run wait for their end, and dreams' own sessions teach nothing.
 */
export async function findNewSessions(tx: Tx, actor: Actor, schedule: ScheduleRow, now: Date): Promise<NewSessions> {
  const filter = schedule.session_filter;
  const { rows } = await tx.query<{ id: string; last_sequence: number; total: number }>(
    `SELECT s.id, s.last_sequence, (count(*) OVER ())::integer AS total FROM session s
     WHERE s.workspace_id = $1 AND ${visibleSession(2)} AND s.dream_id IS NULL AND s.status IN ('idle', 'terminated')
       AND ($4 OR EXISTS (SELECT FROM session_attachment a WHERE a.memory_store_id = $5 AND a.session_id = s.id))
       AND ($6::text[] IS NULL OR s.agent_id = ANY($6)) AND ($7::text[] IS NULL OR s.environment_id = ANY($7))
       AND ($8::text[] IS NULL OR s.outcome = ANY($8)) AND s.metadata @> $9::jsonb
       AND ($10::timestamptz IS NULL OR coalesce(s.started_at, s.created_at) > $10)
       AND ($11::timestamptz IS NULL OR coalesce(s.started_at, s.created_at) > $11)
       AND NOT EXISTS (SELECT FROM dream_schedule_session r
         WHERE r.dream_schedule_id = $12 AND r.session_id = s.id AND r.last_sequence >= s.last_sequence)
     ORDER BY s.created_at DESC, s.id DESC LIMIT ${sessionsLimit}`,
    [
      schedule.workspace_id,
      ...sessionVisibility(actor),
      filter.scope === "all",
      schedule.memory_store_id,
      filter.agent_ids,
      filter.environment_ids,
      filter.outcomes,
      JSON.stringify(filter.metadata ?? {}),
      filter.created_after,
      filter.within_days === undefined ? null : new Date(now.getTime() - filter.within_days * dayMs),
      schedule.id,
    ],
  );
  return { total: rows[0]?.total ?? 0, taken: rows.map(({ id, last_sequence }) => ({ id, last_sequence })) };
}
