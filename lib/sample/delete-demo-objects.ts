import { demoMark } from "@/examples/sre/stores";
import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { deleteWorld } from "./delete-world";
import { findDemoObjects } from "./demo-objects";

/** Deletes whatever carries the mark of the demo. Returns how much that was. */
export async function deleteDemoObjects(
  tx: Tx,
  ctx: Ctx,
): Promise<{ stores: number; sessions: number; dreams: number }> {
  const { workspaceId } = ctx.actor;
  const { stores } = await findDemoObjects(tx, workspaceId);
  const sessions = await tx.query<{ id: string }>(
    "SELECT id FROM session WHERE workspace_id = $1 AND metadata @> $2 FOR UPDATE",
    [workspaceId, JSON.stringify(demoMark)],
  );
  const sessionIds = sessions.rows.map(({ id }) => id);
  const dreams = await deleteWorld(tx, ctx, { storeIds: [...stores.values()], sessionIds });
  return { stores: stores.size, sessions: sessionIds.length, dreams };
}
