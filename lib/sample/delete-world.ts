import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";

/**
 * Deletes stores with every version, sessions, the dreams over those stores, and what people made of them there. What
 * belongs to no such store or session is untouched. Returns how many dreams went.
 */
export async function deleteWorld(
  tx: Tx,
  ctx: Ctx,
  world: { storeIds: readonly string[]; sessionIds: readonly string[] },
): Promise<number> {
  const workspace = ctx.actor.workspaceId;
  // A running dream notices that its row is gone and stops; its store goes with it.
  const dreams = await tx.query<{ id: string; session_id: string | null; output_memory_store_id: string | null }>(
    "DELETE FROM dream WHERE workspace_id = $1 AND memory_store_id = ANY($2) RETURNING id, session_id, output_memory_store_id",
    [workspace, world.storeIds],
  );
  const outputs = dreams.rows.flatMap((dream) => dream.output_memory_store_id ?? []);
  const dreamSessions = dreams.rows.flatMap((dream) => dream.session_id ?? []);
  for (const id of [...world.storeIds, ...outputs].sort()) {
    await tx.query("SELECT lock_memory_store($1)", [id]);
    await tx.query("DELETE FROM memory_store WHERE id = $1 AND workspace_id = $2", [id, workspace]);
  }
  await tx.query("DELETE FROM session WHERE workspace_id = $1 AND id = ANY($2)", [
    workspace,
    [...world.sessionIds, ...dreamSessions],
  ]);
  await tx.query("DELETE FROM dream_rejection WHERE memory_store_id = ANY($1)", [world.storeIds]);
  await tx.query("DELETE FROM dream_hypothesis WHERE memory_store_id = ANY($1)", [world.storeIds]);
  return dreams.rows.length;
}
