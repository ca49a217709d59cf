import type pg from "pg";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { RateLimitError } from "@/lib/errors/rate-limit-error";
import type { MemberRow } from "./member-row";
import { verifyPassword } from "./password-hash";
import { defaultWorkspaceId, systemContext } from "./system-context";

const windowMinutes = 15;
/** Failures within the window: of one person from one address, of one address, of one person from anywhere. */
const limits = { pair: 8, address: 40, member: 80 };

export interface SignedIn {
  userId: string;
  email: string;
  name: string | null;
  sessionVersion: number;
}

/**
 * Checks an e-mail address and a password; null when they do not fit, whatever the cause. Every try is in the audit
 * record, which is also what throttles. Throws RateLimitError.
 */
export async function signIn(
  pool: pg.Pool,
  input: { email: string; password: string; address: string | null },
): Promise<SignedIn | null> {
  const member = await findMember(pool, input.email);
  await refuseTooMany(pool as Tx, member?.id ?? "unknown", input.address);
  const isRight = await verifyPassword(input.password, member?.password_hash ?? null);
  return withTransaction(pool, async (tx) => {
    // Guesses that came at once all passed the first look: they are counted once more, one after the other.
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('member.sign_in', 0))");
    await refuseTooMany(tx, member?.id ?? "unknown", input.address);
    const ctx = systemContext(pool);
    const actor = member === null ? ctx.actor : { ...ctx.actor, kind: "user" as const, id: member.id };
    await recordAuditEvent(
      tx,
      { ...ctx, actor, address: input.address },
      {
        action: "member.sign_in",
        target: { type: "member", id: member?.id ?? "unknown" },
        outcome: isRight ? "success" : "refused",
      },
    );
    if (!isRight || member === null) return null;
    await tx.query("UPDATE member SET last_sign_in_at = $2 WHERE id = $1", [member.id, ctx.clock()]);
    return { userId: member.id, email: member.email, name: member.name, sessionVersion: member.session_version };
  });
}

async function findMember(pool: pg.Pool, email: string): Promise<MemberRow | null> {
  // The database cannot hold it, so it is nobody's.
  if (email.includes("\0")) return null;
  const { rows } = await pool.query<MemberRow>(
    "SELECT * FROM member WHERE workspace_id = $1 AND lower(email) = lower($2) AND removed_at IS NULL",
    [defaultWorkspaceId, email],
  );
  return rows[0] ?? null;
}

async function refuseTooMany(reader: Tx, memberId: string, address: string | null): Promise<void> {
  const { rows } = await reader.query<{ pair: number; address: number; member: number }>(
    `SELECT count(*) FILTER (WHERE target_id = $2 AND address IS NOT DISTINCT FROM $3) AS pair,
            count(*) FILTER (WHERE address = $3) AS address,
            count(*) FILTER (WHERE target_id = $2 AND $2 <> 'unknown') AS member
     FROM audit_event
     WHERE workspace_id = $1 AND created_at > now() - make_interval(mins => $4) AND action = 'member.sign_in'
       AND outcome = 'refused'`,
    [defaultWorkspaceId, memberId, address, windowMinutes],
  );
  const failures = rows[0] ?? { pair: 0, address: 0, member: 0 };
  if (failures.pair >= limits.pair || failures.address >= limits.address || failures.member >= limits.member) {
    throw new RateLimitError(`Too many failed sign-ins. Try again in ${windowMinutes} minutes.`, windowMinutes * 60);
  }
}
