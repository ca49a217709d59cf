import type { Actor } from "@/lib/access/actor";
import type { Tx } from "@/lib/db/transaction";
import { sessionVisibility, visibleSession } from "@/lib/session/session-visibility";

/**
 * The first of the sessions that the actor may not read: unknown, of another workspace, or attached to a store out of its
 * reach. Null when all can be read; they are then held against being deleted.
 */
export async function findHiddenSession(tx: Tx, actor: Actor, sessionIds: readonly string[]): Promise<string | null> {
  if (!actor.permissions.has("session:read")) return sessionIds[0] ?? null;
  const { rows } = await tx.query<{ id: string }>(
    `SELECT s.id FROM session s WHERE s.id = ANY($1::text[]) AND s.workspace_id = $2 AND ${visibleSession(3)} FOR KEY SHARE OF s`,
    [sessionIds, actor.workspaceId, ...sessionVisibility(actor)],
  );
  const readable = new Set(rows.map((row) => row.id));
  return sessionIds.find((id) => !readable.has(id)) ?? null;
}
