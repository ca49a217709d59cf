import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Member } from "@/lib/contract/member";
import { lockMember, requireAnotherAdmin } from "./lock-member";
import { presentMember } from "./member-row";

/** Takes a person's access away; what they wrote keeps their id. Throws PermissionError, NotFoundError, ConflictError. */
export async function removeMember(ctx: Ctx, id: string): Promise<Member> {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    if (member.roles.includes("admin") && member.password_hash !== null) await requireAnotherAdmin(tx, ctx, id);
    const removedAt = ctx.clock();
    await tx.query("UPDATE member SET removed_at = $2, session_version = session_version + 1 WHERE id = $1", [
      id,
      removedAt,
    ]);
    await tx.query("DELETE FROM invitation WHERE member_id = $1", [id]);
    await recordAuditEvent(tx, ctx, { action: "member.remove", target: { type: "member", id } });
    return presentMember({ ...member, removed_at: removedAt });
  });
}
