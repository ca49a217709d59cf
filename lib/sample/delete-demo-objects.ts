import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { deleteWorld } from "./delete-world";
import { findDemoObjects } from "./demo-objects";

/**
 * Deletes whatever players of the demo made, and the dreams over it; with `branch` only what belongs to that way of living
 * the later days. Returns how much that was.
 */
export async function deleteDemoObjects(
  tx: Tx,
  ctx: Ctx,
  branch?: string,
): Promise<{ stores: number; sessions: number; dreams: number }> {
  const found = await findDemoObjects(tx, ctx.actor.workspaceId);
  const isMeant = (object: { branch: string | null }) => branch === undefined || object.branch === branch;
  const storeIds = found.stores.filter(isMeant).map(({ id }) => id);
  const sessionIds = found.sessions.filter(isMeant).map(({ id }) => id);
  const dreams = await deleteWorld(tx, ctx, { storeIds, sessionIds });
  return { stores: storeIds.length, sessions: sessionIds.length, dreams };
}
