import { demoMark } from "@/examples/sre/stores";
import { systemActorId } from "@/lib/auth/system-context";
import type { Queryable } from "@/lib/db/transaction";

export interface DemoObjects {
  stores: { id: string; name: string }[];
  sessionIds: string[];
  lastDay: number;
  /** The newest dream over one of the stores. */
  dream: { id: string; status: string; review_state: string } | null;
}

/** What the key of a player is called. */
export const demoKeyName = "SRE demo";

/** Keys that this server made for its players; nobody else acts as the installation itself. */
const playerKeys = `SELECT id FROM api_key
  WHERE workspace_id = $1 AND name = '${demoKeyName}' AND created_by_kind = 'service_account' AND created_by_id = $3`;

/**
 * What of the demo is there: what carries its mark and was made with the key of a player. The mark alone would not do, since
 * anybody may put the same metadata on a store of theirs, or copy one that has it.
 */
export async function findDemoObjects(tx: Queryable, workspaceId: string): Promise<DemoObjects> {
  const values = [workspaceId, JSON.stringify(demoMark), systemActorId];
  const stores = await tx.query<{ id: string; name: string }>(
    `SELECT id, name FROM memory_store s WHERE workspace_id = $1 AND metadata @> $2 AND EXISTS (
       SELECT FROM audit_event e WHERE e.workspace_id = $1 AND e.target_id = s.id AND e.action = 'memory_store.create'
         AND e.actor_kind = 'api_key' AND e.actor_id IN (${playerKeys}))
     ORDER BY created_at`,
    values,
  );
  const sessions = await tx.query<{ id: string; day: number | null }>(
    `SELECT id, (metadata ->> 'day')::int AS day FROM session WHERE workspace_id = $1 AND metadata @> $2
       AND created_by_kind = 'api_key' AND created_by_id IN (${playerKeys})`,
    values,
  );
  const ids = stores.rows.map(({ id }) => id);
  const dreams = await tx.query<{ id: string; status: string; review_state: string }>(
    `SELECT id, status, review_state FROM dream WHERE workspace_id = $1 AND memory_store_id = ANY($2)
     ORDER BY created_at DESC LIMIT 1`,
    [workspaceId, ids],
  );
  return {
    stores: stores.rows,
    sessionIds: sessions.rows.map(({ id }) => id),
    lastDay: Math.max(0, ...sessions.rows.map(({ day }) => day ?? 0)),
    dream: dreams.rows[0] ?? null,
  };
}
