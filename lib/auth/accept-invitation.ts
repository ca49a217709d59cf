import type pg from "pg";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/db/ids";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { hashPassword } from "./password-hash";
import { secretSha256 } from "./secret-token";
import { systemContext } from "./system-context";

export const passwordMinimumCharacters = 12;

export interface AcceptInvitationInput {
  token: string;
  name: string;
  password: string;
  /** Needed for the set-up link, which knows no address yet. */
  email: string | null;
  address: string | null;
}

interface InvitationRow {
  kind: "setup" | "invitation";
  workspace_id: string;
  member_id: string | null;
}

/**
 * Uses a one-time link: the set-up link makes the first administrator, an invitation sets its person's password.
 * Throws InvalidRequestError when the link was used, has expired or never was, the password is too short, or the name
 * cannot be stored.
 */
export async function acceptInvitation(pool: pg.Pool, input: AcceptInvitationInput): Promise<{ email: string }> {
  if ([...input.password].length < passwordMinimumCharacters) {
    throw new InvalidRequestError(`password: must have at least ${passwordMinimumCharacters} characters.`);
  }
  // The database cannot hold it.
  if (input.name.includes("\0")) throw new InvalidRequestError("name: holds a character that cannot be stored.");
  const passwordHash = await hashPassword(input.password);
  return withTransaction(pool, async (tx) => {
    const now = new Date();
    const { rows } = await tx.query<InvitationRow>(
      `UPDATE invitation SET used_at = $2 WHERE token_sha256 = $1 AND used_at IS NULL AND expires_at > $2
       RETURNING kind, workspace_id, member_id`,
      [secretSha256(input.token), now],
    );
    const invitation = rows[0];
    if (invitation === undefined) {
      throw new InvalidRequestError("This link was used, has expired or is incomplete. Ask for a new one.");
    }
    const member =
      invitation.kind === "setup"
        ? await makeFirstAdmin(tx, invitation.workspace_id, input, passwordHash, now)
        : await activate(tx, invitation.member_id, input, passwordHash);
    const ctx = systemContext(pool);
    await recordAuditEvent(
      tx,
      { ...ctx, address: input.address, actor: { ...ctx.actor, kind: "user", id: member.id } },
      { action: "member.join", target: { type: "member", id: member.id }, details: { by: invitation.kind } },
    );
    return { email: member.email };
  });
}

async function makeFirstAdmin(
  tx: Tx,
  workspaceId: string,
  input: AcceptInvitationInput,
  passwordHash: string,
  now: Date,
): Promise<{ id: string; email: string }> {
  const { rows } = await tx.query(
    "SELECT 1 FROM member WHERE workspace_id = $1 AND password_hash IS NOT NULL AND removed_at IS NULL LIMIT 1",
    [workspaceId],
  );
  // A link that was printed before the environment named an administrator must not make another.
  if (rows.length > 0) throw new InvalidRequestError("There is an administrator already. Ask for an invitation.");
  if (input.email === null) throw new InvalidRequestError("email: is needed for the first administrator.");
  const id = newId("user");
  await tx.query(
    `INSERT INTO member (id, workspace_id, email, name, password_hash, roles, created_at)
     VALUES ($1, $2, $3, $4, $5, '{admin}', $6)`,
    [id, workspaceId, input.email, input.name, passwordHash, now],
  );
  return { id, email: input.email };
}

async function activate(tx: Tx, memberId: string | null, input: AcceptInvitationInput, passwordHash: string) {
  const { rows } = await tx.query<{ id: string; email: string }>(
    `UPDATE member SET name = $2, password_hash = $3, session_version = session_version + 1
     WHERE id = $1 AND removed_at IS NULL RETURNING id, email`,
    [memberId, input.name, passwordHash],
  );
  if (rows[0] === undefined) throw new InvalidRequestError("This link is no longer valid. Ask for a new one.");
  return rows[0];
}
