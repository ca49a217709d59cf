import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { deleteWorld } from "./delete-world";
import { findDemoObjects } from "./demo-objects";

/** Deletes whatever players of the demo made, and the dreams over it. Returns how much that was. */
export async function deleteDemoObjects(
  tx: Tx,
  ctx: Ctx,
): Promise<{ stores: number; sessions: number; dreams: number }> {
  const { stores, sessionIds } = await findDemoObjects(tx, ctx.actor.workspaceId);
  const dreams = await deleteWorld(tx, ctx, { storeIds: stores.map(({ id }) => id), sessionIds });
  return { stores: stores.length, sessions: sessionIds.length, dreams };
}
