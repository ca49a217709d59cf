import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import type { MemberRow } from "./member-row";

/** A person's row, locked until the transaction ends. Throws NotFoundError. */
export async function lockMember(tx: Tx, ctx: Ctx, id: string): Promise<MemberRow> {
  const { rows } = await tx.query<MemberRow>(
    "SELECT * FROM member WHERE id = $1 AND workspace_id = $2 AND removed_at IS NULL FOR UPDATE",
    [id, ctx.actor.workspaceId],
  );
  if (rows[0] === undefined) throw new NotFoundError("member", id);
  return rows[0];
}

/** Throws ConflictError when nobody but this person could administrate. Locks the others, so that two cannot step down at once. */
export async function requireAnotherAdmin(tx: Tx, ctx: Ctx, memberId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM member WHERE workspace_id = $1 AND removed_at IS NULL AND password_hash IS NOT NULL AND 'admin' = ANY(roles)
     ORDER BY id FOR UPDATE`,
    [ctx.actor.workspaceId],
  );
  if (!rows.some((row) => row.id !== memberId)) {
    throw new ConflictError("This person is the last administrator. Make another one first.");
  }
}
