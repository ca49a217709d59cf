import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRead, requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { lockSession } from "./load-session";
import { loadSessionResources } from "./load-session-resources";
import { newSessionTokenSecret, sessionTokenSha256 } from "./session-token-secret";

const defaultTtlSeconds = 86_400;

export interface CreatedSessionToken {
  type: "session_token";
  token: string;
  expires_at: string;
  session_id: string;
}

/**
 * Makes a credential of a session: it reads the session, adds its events and reaches only the stores attached to it,
 * each with its attachment's access. Who asks must hold that access too, so nobody gains by it. The token is answered
 * once and kept as a hash. Throws NotFoundError, PermissionError, InvalidRequestError for an archived session.
 */
export async function createSessionToken(
  ctx: Ctx,
  sessionId: string,
  ttlSeconds: number = defaultTtlSeconds,
): Promise<CreatedSessionToken> {
  return inTransaction(ctx, async (tx) => {
    const session = await lockSession(tx, ctx, sessionId);
    if (session.archived_at !== null) throw new InvalidRequestError("The session is archived and gets no tokens.");
    for (const { resource } of (await loadSessionResources(tx, [sessionId])).get(sessionId) ?? []) {
      if (resource.type !== "memory_store") continue;
      if (resource.access === "read_only") requireStoreRead(ctx.actor, resource.memory_store_id);
      else requireStoreWrite(ctx.actor, resource.memory_store_id);
    }
    const now = ctx.clock();
    const token = newSessionTokenSecret();
    const expiresAt = new Date(now.getTime() + ttlSeconds * 1000);
    await tx.query("DELETE FROM session_token WHERE session_id = $1 AND expires_at <= $2", [sessionId, now]);
    await tx.query(
      "INSERT INTO session_token (token_sha256, session_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
      [sessionTokenSha256(token), sessionId, now, expiresAt],
    );
    await recordAuditEvent(tx, ctx, {
      action: "session.create_token",
      target: { type: "session", id: sessionId },
      details: { ttl_seconds: ttlSeconds },
    });
    return { type: "session_token", token, expires_at: expiresAt.toISOString(), session_id: sessionId };
  });
}
