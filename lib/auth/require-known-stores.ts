import type { Ctx } from "@/lib/access/context";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";

/**
 * The ids of the stores that grants name. Throws NotFoundError for a store that the workspace does not have, and
 * InvalidRequestError for one that is named twice.
 */
export async function requireKnownStores(
  tx: Tx,
  ctx: Ctx,
  grants: readonly { memory_store_id: string; access: StoreAccess }[] | null,
): Promise<string[]> {
  const ids = (grants ?? []).map((grant) => grant.memory_store_id);
  if (new Set(ids).size !== ids.length) throw new InvalidRequestError("memory_stores: names a store twice.");
  const known = await tx.query<{ id: string }>("SELECT id FROM memory_store WHERE workspace_id = $1 AND id = ANY($2)", [
    ctx.actor.workspaceId,
    ids,
  ]);
  const missing = ids.find((id) => !known.rows.some((row) => row.id === id));
  if (missing !== undefined) throw new NotFoundError("memory store", missing);
  return ids;
}
