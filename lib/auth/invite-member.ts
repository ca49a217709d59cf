import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Role } from "@/lib/contract/permission";
import { newId } from "@/lib/db/ids";
import { ConflictError } from "@/lib/errors/conflict-error";
import { invitationUrl } from "./invitation-url";
import { type MemberRow, presentMember } from "./member-row";
import { newSecret, secretSha256 } from "./secret-token";

const invitationLifeMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Makes a place for a person and a link that lets them choose a password once, within seven days. Inviting somebody
 * who has not come yet makes a new link and ends the old one. Throws PermissionError, ConflictError.
 */
export async function inviteMember(ctx: Ctx, input: { email: string; roles: readonly Role[] }) {
  requirePermission(ctx.actor, "admin");
  return inTransaction(ctx, async (tx) => {
    const now = ctx.clock();
    const { rows } = await tx.query<MemberRow>(
      `INSERT INTO member (id, workspace_id, email, roles, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id, lower(email)) WHERE removed_at IS NULL DO UPDATE SET roles = $4
         WHERE member.password_hash IS NULL
       RETURNING *`,
      [newId("user"), ctx.actor.workspaceId, input.email, [...new Set(input.roles)].sort(), now],
    );
    const member = rows[0];
    if (member === undefined) throw new ConflictError("A person with this e-mail address is a member already.");
    await tx.query("DELETE FROM invitation WHERE member_id = $1", [member.id]);
    const token = newSecret("inv_");
    const expiresAt = new Date(now.getTime() + invitationLifeMs);
    await tx.query(
      `INSERT INTO invitation (token_sha256, workspace_id, kind, member_id, created_at, expires_at)
       VALUES ($1, $2, 'invitation', $3, $4, $5)`,
      [secretSha256(token), ctx.actor.workspaceId, member.id, now, expiresAt],
    );
    await recordAuditEvent(tx, ctx, {
      action: "member.invite",
      target: { type: "member", id: member.id },
      details: { roles: member.roles },
    });
    return {
      type: "invitation" as const,
      member: presentMember(member),
      url: invitationUrl("invitation", token),
      expires_at: expiresAt.toISOString(),
    };
  });
}
