import type { Actor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { storeAccessOf } from "@/lib/access/store-reach";
import type { Permission } from "@/lib/contract/permission";
import type { Tx } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { PermissionError } from "@/lib/errors/permission-error";
import type { DreamRow } from "./dream-row";

type DreamPermission = Extract<Permission, `dream:${string}`>;

/** The dream, if the actor may know of it: it holds dream:read and reaches the input store. Throws NotFoundError. */
export async function requireDreamRead(ctx: Ctx, dreamId: string): Promise<DreamRow> {
  const row = await readDream(readerOf(ctx), ctx.actor.workspaceId, dreamId, "");
  if (row === null || !mayKnow(ctx.actor, row, "dream:read")) throw new NotFoundError("dream", dreamId);
  return row;
}

/**
 * The dream with its row locked, for an actor that may change it in the named way. Throws NotFoundError when it is
 * hidden, PermissionError when it may only be seen.
 */
export async function lockDream(
  tx: Tx,
  ctx: Ctx,
  dreamId: string,
  permission: Exclude<DreamPermission, "dream:read">,
): Promise<DreamRow> {
  const row = await readDream(tx, ctx.actor.workspaceId, dreamId, "FOR UPDATE");
  if (row === null || !mayKnow(ctx.actor, row, permission)) throw new NotFoundError("dream", dreamId);
  if (!ctx.actor.permissions.has(permission)) throw new PermissionError(`This needs the permission ${permission}.`);
  return row;
}

function mayKnow(actor: Actor, row: DreamRow, permission: DreamPermission): boolean {
  const permitted = actor.permissions.has("dream:read") || actor.permissions.has(permission);
  return permitted && storeAccessOf(actor, row.memory_store_id) !== null;
}

async function readDream(
  tx: Tx,
  workspaceId: string,
  dreamId: string,
  lock: "" | "FOR UPDATE",
): Promise<DreamRow | null> {
  const { rows } = await tx.query<DreamRow>(`SELECT * FROM dream WHERE id = $1 AND workspace_id = $2 ${lock}`, [
    dreamId,
    workspaceId,
  ]);
  return rows[0] ?? null;
}
