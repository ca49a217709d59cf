import type { Actor } from "@/lib/access/actor";
import { reachableStoreIds } from "@/lib/access/store-reach";
import type { Tx } from "@/lib/db/transaction";

/**
 * The first of the sessions that the actor may not read: unknown, of another workspace, or attached to a store out of its
 * reach. Null when all can be read.
 */
export async function findHiddenSession(tx: Tx, actor: Actor, sessionIds: readonly string[]): Promise<string | null> {
  if (!actor.permissions.has("session:read")) return sessionIds[0] ?? null;
  // A session's token reads that session and no other.
  const ownOnly = actor.kind === "session" ? actor.id : null;
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM session s
     WHERE id = ANY($1::text[]) AND workspace_id = $2 AND ($4::text IS NULL OR id = $4)
       AND ($3::text[] IS NULL OR NOT EXISTS (
         SELECT FROM session_attachment a WHERE a.session_id = s.id AND NOT a.memory_store_id = ANY($3::text[])))
     FOR KEY SHARE`,
    [sessionIds, actor.workspaceId, reachableStoreIds(actor), ownOnly],
  );
  const readable = new Set(rows.map((row) => row.id));
  return sessionIds.find((id) => !readable.has(id)) ?? null;
}
