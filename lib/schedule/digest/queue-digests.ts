import { type Role, resolvePermissions } from "@/lib/contract/permission";
import type { Tx } from "@/lib/db/transaction";
import type { ScheduleRunRow } from "../schedule-row";
import { mailSettings } from "./mail-settings";

/**
 * Notes whom to write to about a run that left something to decide, once each. Without a mail server the notes say so
 * at once, so that nobody waits for a letter.
 */
export async function queueDigests(
  tx: Tx,
  run: Pick<ScheduleRunRow, "id" | "notify"> & { workspace_id: string },
  now: Date,
): Promise<void> {
  const recipients = new Map((run.notify.emails ?? []).map((email) => [email.toLowerCase(), email]));
  if (run.notify.reviewers === true) {
    for (const email of await readReviewers(tx, run.workspace_id)) recipients.set(email.toLowerCase(), email);
  }
  if (recipients.size === 0) return;
  const isConfigured = mailSettings() !== null;
  await tx.query(
    `INSERT INTO dream_digest (dream_schedule_run_id, recipient, state, next_attempt_at, error, created_at, ended_at)
     SELECT $1, recipient, $3, $4, $5, $6, $7 FROM unnest($2::text[]) AS recipient ON CONFLICT DO NOTHING`,
    [
      run.id,
      [...recipients.values()],
      isConfigured ? "pending" : "failed",
      isConfigured ? now : null,
      isConfigured ? null : "not_configured",
      now,
      isConfigured ? null : now,
    ],
  );
}

async function readReviewers(tx: Tx, workspaceId: string): Promise<string[]> {
  const { rows } = await tx.query<{ email: string; roles: Role[] }>(
    "SELECT email, roles FROM member WHERE workspace_id = $1 AND removed_at IS NULL AND password_hash IS NOT NULL",
    [workspaceId],
  );
  return rows.filter(({ roles }) => resolvePermissions(roles, []).has("dream:review")).map(({ email }) => email);
}
