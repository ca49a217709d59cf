import type { Ctx } from "@/lib/access/context";
import type { Environment } from "@/lib/contract/environment";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type EnvironmentRow, environmentColumns, presentEnvironment } from "./environment-row";

/** Reads an environment of the workspace, checking no permission. Throws NotFoundError. */
export async function loadEnvironment(
  db: Queryable,
  ctx: Ctx,
  id: string,
  lock: "" | "FOR UPDATE" | "FOR SHARE" = "",
): Promise<Environment> {
  const { rows } = await db.query<EnvironmentRow>(
    `SELECT ${environmentColumns} FROM environment WHERE id = $1 AND workspace_id = $2 ${lock}`,
    [id, ctx.actor.workspaceId],
  );
  if (rows[0] === undefined) throw new NotFoundError("environment", id);
  return presentEnvironment(rows[0]);
}
