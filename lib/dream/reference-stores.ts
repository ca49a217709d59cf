import type { Actor } from "@/lib/access/actor";
import { storeAccessOf } from "@/lib/access/store-reach";
import type { Tx } from "@/lib/db/transaction";

/**
 * The stores beside the dream's own that its sessions had and none could write, as far as the one who asks for the dream may read them.
 * Settled when the dream is made, since the job that runs it has no reach of its own.
 */
export async function referenceStoresOf(
  tx: Tx,
  actor: Actor,
  dream: { memoryStoreId: string; sessionIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT memory_store_id AS id FROM session_attachment WHERE session_id = ANY($1::text[]) AND memory_store_id <> $2
     GROUP BY memory_store_id HAVING bool_and(access = 'read_only') ORDER BY memory_store_id COLLATE "C"`,
    [dream.sessionIds, dream.memoryStoreId],
  );
  return rows
    .map(({ id }) => id)
    .filter((id) => actor.permissions.has("memory:read") && storeAccessOf(actor, id) !== null);
}
