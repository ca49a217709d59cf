import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Member } from "@/lib/contract/member";
import type { Role } from "@/lib/contract/permission";
import { lockMember, requireAnotherAdmin } from "./lock-member";
import { presentMember } from "./member-row";

/** Changes a person's roles and ends their sign-ins. Throws PermissionError, NotFoundError, ConflictError. */
export async function updateMember(ctx: Ctx, id: string, roles: readonly Role[]): Promise<Member> {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    const wanted = [...new Set(roles)].sort();
    if (JSON.stringify(wanted) === JSON.stringify([...member.roles].sort())) return presentMember(member);
    if (member.roles.includes("admin") && !wanted.includes("admin")) await requireAnotherAdmin(tx, ctx, id);
    await tx.query("UPDATE member SET roles = $2, session_version = session_version + 1 WHERE id = $1", [id, wanted]);
    await recordAuditEvent(tx, ctx, {
      action: "member.update",
      target: { type: "member", id },
      details: { roles: wanted, previous_roles: member.roles },
    });
    return presentMember({ ...member, roles: wanted });
  });
}
