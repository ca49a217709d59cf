import { demoMark } from "@/examples/sre/stores";
import { systemActorId } from "@/lib/auth/system-context";
import type { Queryable } from "@/lib/db/transaction";

export interface DemoObjects {
  stores: { id: string; name: string; branch: string | null }[];
  sessions: { id: string; day: string | null; branch: string | null; has_conflict: boolean }[];
  /** The dream of day 5: the first over one of the stores of the first five days. */
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
  const stores = await tx.query<DemoObjects["stores"][number]>(
    `SELECT id, name, metadata ->> 'branch' AS branch FROM memory_store s WHERE workspace_id = $1 AND metadata @> $2 AND EXISTS (
       SELECT FROM audit_event e WHERE e.workspace_id = $1 AND e.target_id = s.id AND e.action = 'memory_store.create'
         AND e.actor_kind = 'api_key' AND e.actor_id IN (${playerKeys}))
     ORDER BY created_at`,
    values,
  );
  const sessions = await tx.query<DemoObjects["sessions"][number]>(
    `SELECT id, metadata ->> 'day' AS day, metadata ->> 'branch' AS branch,
       metadata ->> 'conflicts' IS NOT NULL AS has_conflict FROM session WHERE workspace_id = $1 AND metadata @> $2
       AND created_by_kind = 'api_key' AND created_by_id IN (${playerKeys})
     ORDER BY started_at`,
    values,
  );
  const ids = stores.rows.flatMap(({ id, branch }) => (branch === null ? [id] : []));
  const dreams = await tx.query<{ id: string; status: string; review_state: string }>(
    `SELECT id, status, review_state FROM dream WHERE workspace_id = $1 AND memory_store_id = ANY($2)
     ORDER BY created_at LIMIT 1`,
    [workspaceId, ids],
  );
  return { stores: stores.rows, sessions: sessions.rows, dream: dreams.rows[0] ?? null };
}
