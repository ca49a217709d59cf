import { createHash } from "node:crypto";
import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { StoreAccess } from "@/lib/contract/api-key";

export const sessionTokenPrefix = "reverie_st_";

interface TokenRow {
  session_id: string;
  workspace_id: string;
  stores: Record<string, StoreAccess> | null;
}

/**
 * The session behind a token, as an actor that reaches only what is attached to it; null when the token is none of
 * ours, has expired, or the session is gone or archived.
 */
export async function findSessionByToken(pool: pg.Pool, token: string, now: Date): Promise<Actor | null> {
  if (!token.startsWith(sessionTokenPrefix)) return null;
  const { rows } = await pool.query<TokenRow>({
    name: "find-session-by-token",
    text: `SELECT t.session_id, s.workspace_id,
             (SELECT jsonb_object_agg(a.memory_store_id, a.access) FROM session_attachment a
              WHERE a.session_id = t.session_id) AS stores
           FROM session_token t JOIN session s ON s.id = t.session_id
           WHERE t.token_sha256 = $1 AND t.expires_at > $2 AND s.archived_at IS NULL`,
    values: [createHash("sha256").update(token, "utf8").digest(), now],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    kind: "session",
    id: row.session_id,
    workspaceId: row.workspace_id,
    permissions: new Set(["memory:read", "memory:write", "session:read"]),
    reach: { kind: "stores", access: new Map(Object.entries(row.stores ?? {})) },
  };
}
