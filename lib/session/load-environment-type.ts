import type { Ctx } from "@/lib/access/context";
import type { Queryable } from "@/lib/db/transaction";

/** Where a session's tools run; null when its environment was deleted since. */
export async function loadEnvironmentType(
  db: Queryable,
  ctx: Ctx,
  environmentId: string,
): Promise<"cloud" | "self_hosted" | null> {
  const { rows } = await db.query<{ type: "cloud" | "self_hosted" }>(
    "SELECT config->>'type' AS type FROM environment WHERE id = $1 AND workspace_id = $2",
    [environmentId, ctx.actor.workspaceId],
  );
  return rows[0]?.type ?? null;
}
