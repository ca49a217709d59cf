import { demoMark } from "@/examples/sre/stores";
import type { Queryable } from "@/lib/db/transaction";

export interface DemoObjects {
  /** Name → id. */
  stores: Map<string, string>;
  sessionCount: number;
  lastDay: number;
  /** The newest dream over one of the stores. */
  dream: { id: string; status: string; review_state: string } | null;
}

/** What of the demo is there, by the mark that its player puts on all it makes. */
export async function findDemoObjects(tx: Queryable, workspaceId: string): Promise<DemoObjects> {
  const mark = JSON.stringify(demoMark);
  const stores = await tx.query<{ id: string; name: string }>(
    "SELECT id, name FROM memory_store WHERE workspace_id = $1 AND metadata @> $2 ORDER BY created_at",
    [workspaceId, mark],
  );
  const sessions = await tx.query<{ count: number; day: number | null }>(
    `SELECT count(*)::int AS count, max((metadata ->> 'day')::int) AS day FROM session
     WHERE workspace_id = $1 AND metadata @> $2`,
    [workspaceId, mark],
  );
  const ids = stores.rows.map(({ id }) => id);
  const dreams = await tx.query<{ id: string; status: string; review_state: string }>(
    `SELECT id, status, review_state FROM dream WHERE workspace_id = $1 AND memory_store_id = ANY($2)
     ORDER BY created_at DESC LIMIT 1`,
    [workspaceId, ids],
  );
  return {
    stores: new Map(stores.rows.map(({ id, name }) => [name, id])),
    sessionCount: sessions.rows[0]?.count ?? 0,
    lastDay: sessions.rows[0]?.day ?? 0,
    dream: dreams.rows[0] ?? null,
  };
}
