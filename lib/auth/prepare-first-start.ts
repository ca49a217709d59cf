import type pg from "pg";
import type { Ctx } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/db/ids";
import { getApplicationPool } from "@/lib/db/pool";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { createApiKey } from "./create-api-key";
import { hasActiveMember } from "./has-active-member";
import { invitationUrl } from "./invitation-url";
import { hashPassword } from "./password-hash";
import { newSecret, secretSha256 } from "./secret-token";
import { defaultWorkspaceId, systemContext } from "./system-context";

export interface FirstStart {
  admin: { email: string; password: string } | null;
  apiKey: string | null;
}

const setupLifeMs = 7 * 24 * 60 * 60 * 1000;
const lockKey = 7_285_002;

type SystemCtx = Ctx & { tx: Tx };

/**
 * Makes the administrator and the key that the environment asks for; without an administrator, a one-time set-up link,
 * a new one at each start until somebody uses it. Changes nothing once they exist. Instances that start together on one
 * database take turns.
 */
export function prepareFirstStart(
  environment: FirstStart,
  pool: pg.Pool = getApplicationPool(),
): Promise<{ setupLink: string | null }> {
  return withTransaction(pool, async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    const ctx = { ...systemContext(pool), tx };
    if (environment.apiKey !== null) await makeApiKey(ctx, environment.apiKey);
    if (await hasActiveMember(pool)) return { setupLink: null };
    if (environment.admin !== null) {
      await makeAdmin(ctx, environment.admin);
      return { setupLink: null };
    }
    return { setupLink: await makeSetupLink(tx) };
  });
}

async function makeApiKey(ctx: SystemCtx, secret: string): Promise<void> {
  const { rows } = await ctx.tx.query("SELECT 1 FROM api_key WHERE secret_sha256 = $1", [secretSha256(secret)]);
  if (rows.length > 0) return;
  await createApiKey(ctx, { name: "Set by REVERIE_API_KEY", roles: ["admin"], secret });
}

async function makeAdmin(ctx: SystemCtx, admin: { email: string; password: string }): Promise<void> {
  const passwordHash = await hashPassword(admin.password);
  const id = newId("user");
  await ctx.tx.query(
    `INSERT INTO member (id, workspace_id, email, password_hash, roles, created_at)
     VALUES ($1, $2, $3, $4, '{admin}', $5)`,
    [id, defaultWorkspaceId, admin.email, passwordHash, ctx.clock()],
  );
  await recordAuditEvent(ctx.tx, ctx, {
    action: "member.join",
    target: { type: "member", id },
    details: { by: "environment" },
  });
}

async function makeSetupLink(tx: Tx): Promise<string> {
  const token = newSecret("setup_");
  await tx.query("DELETE FROM invitation WHERE kind = 'setup' AND used_at IS NULL");
  await tx.query(
    `INSERT INTO invitation (token_sha256, workspace_id, kind, created_at, expires_at) VALUES ($1, $2, 'setup', $3, $4)`,
    [secretSha256(token), defaultWorkspaceId, new Date(), new Date(Date.now() + setupLifeMs)],
  );
  return invitationUrl("setup", token);
}
