import type { Ctx } from "@/lib/access/context";
import type { Queryable, Tx } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { requireSessionWrite } from "./require-session-access";
import { type SessionRow, sessionColumns } from "./session-row";
import { sessionVisibility, visibleSession } from "./session-visibility";

/** A session that the actor may read. Throws NotFoundError. */
export async function loadSession(db: Queryable, ctx: Ctx, id: string): Promise<SessionRow> {
  if (!ctx.actor.permissions.has("session:read")) throw new NotFoundError("session", id);
  return selectVisible(db, ctx, id, "");
}

/** Locks a session that the actor may change. Throws NotFoundError, PermissionError. */
export async function lockSession(tx: Tx, ctx: Ctx, id: string): Promise<SessionRow> {
  const row = await lockVisibleSession(tx, ctx, id);
  requireSessionWrite(ctx.actor);
  return row;
}

/** Locks a session that the actor may add events to: a token may do so in its own. Throws NotFoundError, PermissionError. */
export async function lockSessionForEvents(tx: Tx, ctx: Ctx, id: string): Promise<SessionRow> {
  const row = await lockVisibleSession(tx, ctx, id);
  if (ctx.actor.kind !== "session") requireSessionWrite(ctx.actor);
  return row;
}

function lockVisibleSession(tx: Tx, ctx: Ctx, id: string): Promise<SessionRow> {
  const { permissions } = ctx.actor;
  if (!permissions.has("session:read") && !permissions.has("session:write")) throw new NotFoundError("session", id);
  return selectVisible(tx, ctx, id, "FOR UPDATE OF s");
}

async function selectVisible(db: Queryable, ctx: Ctx, id: string, lock: string): Promise<SessionRow> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${sessionColumns} FROM session s WHERE s.id = $1 AND s.workspace_id = $2 AND ${visibleSession(3)} ${lock}`,
    [id, ctx.actor.workspaceId, ...sessionVisibility(ctx.actor)],
  );
  if (rows[0] === undefined) throw new NotFoundError("session", id);
  return rows[0];
}
