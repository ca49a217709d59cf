import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission } from "@/lib/contract/permission";
import { sessionTokenSha256 } from "./session-token-secret";

interface TokenRow {
  id: string;
  workspace_id: string;
  stores: { memory_store_id: string; access: StoreAccess }[];
}

const permissions: readonly Permission[] = ["memory:read", "memory:write", "session:read"];

/**
 * The session behind a token, as an actor that reaches what is attached to the session and nothing else; null for what
 * is no token, or one that expired or whose session is archived.
 */
export async function findSessionByToken(pool: pg.Pool, token: string, now: Date): Promise<Actor | null> {
  const sha256 = sessionTokenSha256(token);
  if (sha256 === null) return null;
  const { rows } = await pool.query<TokenRow>({
    name: "find-session-by-token",
    text: `SELECT s.id, s.workspace_id, coalesce(
             (SELECT jsonb_agg(jsonb_build_object('memory_store_id', a.memory_store_id, 'access', a.access))
              FROM session_attachment a WHERE a.session_id = s.id), '[]') AS stores
           FROM session_token t JOIN session s ON s.id = t.session_id
           WHERE t.token_sha256 = $1 AND t.expires_at > $2 AND s.archived_at IS NULL`,
    values: [sha256, now],
  });
  const session = rows[0];
  if (session === undefined) return null;
  return {
    kind: "session",
    id: session.id,
    workspaceId: session.workspace_id,
    permissions: new Set(permissions),
    reach: {
      kind: "stores",
      access: new Map(session.stores.map((store) => [store.memory_store_id, store.access])),
    },
  };
}
