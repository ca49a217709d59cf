import type { Actor } from "@/lib/access/actor";
import { reachableStoreIds } from "@/lib/access/store-reach";

/**
 * What an actor may see of sessions, as two SQL parameters for `visibleSession`: the one session of a token, and the
 * stores that a limited actor can reach.
 */
export function sessionVisibility(actor: Actor): [onlySessionId: string | null, storeIds: string[] | null] {
  return actor.kind === "session" ? [actor.id, null] : [null, reachableStoreIds(actor)];
}

/**
 * The predicate on `session AS s`: an actor that is limited to stores sees a session only if it may reach every store
 * attached to it. `first` is the number of the first of the two parameters.
 */
export function visibleSession(first: number): string {
  return `($${first}::text IS NULL OR s.id = $${first})
    AND ($${first + 1}::text[] IS NULL OR NOT EXISTS (
      SELECT 1 FROM session_attachment a WHERE a.session_id = s.id AND NOT (a.memory_store_id = ANY($${first + 1}))))`;
}
