import type { Actor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { storeAccessOf } from "@/lib/access/store-reach";
import type { Tx } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { PermissionError } from "@/lib/errors/permission-error";
import type { ScheduleRow } from "./schedule-row";

/** The schedule, if the actor may read dreams and reaches its store. Throws NotFoundError. */
export async function requireScheduleRead(ctx: Ctx, id: string): Promise<ScheduleRow> {
  const row = await readSchedule(readerOf(ctx), ctx.actor.workspaceId, id, "");
  if (row === null || !mayKnow(ctx.actor, row)) throw new NotFoundError("dream schedule", id);
  return row;
}

/**
 * The schedule with its row locked, for an actor that may change it. Throws NotFoundError when it is hidden,
 * PermissionError when it may only be seen.
 */
export async function lockSchedule(tx: Tx, ctx: Ctx, id: string): Promise<ScheduleRow> {
  const row = await readSchedule(tx, ctx.actor.workspaceId, id, "FOR UPDATE");
  if (row === null || !mayKnow(ctx.actor, row)) throw new NotFoundError("dream schedule", id);
  if (!ctx.actor.permissions.has("dream:write")) throw new PermissionError("This needs the permission dream:write.");
  return row;
}

function mayKnow(actor: Actor, row: ScheduleRow): boolean {
  const permitted = actor.permissions.has("dream:read") || actor.permissions.has("dream:write");
  return permitted && storeAccessOf(actor, row.memory_store_id) !== null;
}

async function readSchedule(
  tx: Tx,
  workspaceId: string,
  id: string,
  lock: "" | "FOR UPDATE",
): Promise<ScheduleRow | null> {
  const { rows } = await tx.query<ScheduleRow>(
    `SELECT * FROM dream_schedule WHERE id = $1 AND workspace_id = $2 ${lock}`,
    [id, workspaceId],
  );
  return rows[0] ?? null;
}
