import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { StoreAccess } from "@/lib/contract/api-key";
import { type Permission, type Role, resolvePermissions } from "@/lib/contract/permission";
import { type KnownKey, rememberKey } from "./key-cache";
import { secretSha256 } from "./secret-token";
import type { CookieClaim } from "./session-cookie";

interface ApiKeyRow {
  id: string;
  workspace_id: string;
  permissions: Permission[];
  roles: Role[];
  memory_stores: { memory_store_id: string; access: StoreAccess }[] | null;
  expires_at: Date | null;
  last_used_at: Date | null;
}

const usedLatelyMs = 60_000;

/** The actor behind an API key; null when it is unknown, revoked or expired. */
export async function findActorByApiKey(pool: pg.Pool, secret: string, now: Date): Promise<Actor | null> {
  const sha256 = secretSha256(secret);
  const key = await rememberKey(pool, sha256.toString("base64"), () => readKey(pool, sha256));
  if (key === null || (key.expiresAt !== null && key.expiresAt <= now)) return null;
  // To the minute: a key in steady use must not cost a write a request.
  if (now.getTime() - key.lastUsedAt.getTime() > usedLatelyMs) {
    key.lastUsedAt = now;
    await pool.query("UPDATE api_key SET last_used_at = $2 WHERE id = $1", [key.actor.id, now]);
  }
  return key.actor;
}

async function readKey(pool: pg.Pool, sha256: Buffer): Promise<KnownKey | null> {
  const { rows } = await pool.query<ApiKeyRow>({
    name: "find-api-key",
    text: `SELECT id, workspace_id, permissions, roles, memory_stores, expires_at, last_used_at
           FROM api_key WHERE secret_sha256 = $1 AND revoked_at IS NULL`,
    values: [sha256],
  });
  const key = rows[0];
  if (key === undefined) return null;
  const actor: Actor = {
    kind: "api_key",
    id: key.id,
    workspaceId: key.workspace_id,
    permissions: permissionsOf(key),
    reach:
      key.memory_stores === null
        ? { kind: "workspace" }
        : { kind: "stores", access: new Map(key.memory_stores.map((grant) => [grant.memory_store_id, grant.access])) },
  };
  return { actor, expiresAt: key.expires_at, lastUsedAt: key.last_used_at ?? new Date(0) };
}

/** Who administrates could make a key without limits, so a key with limits never does. */
function permissionsOf(key: ApiKeyRow): ReadonlySet<Permission> {
  const held = resolvePermissions(key.roles, key.permissions);
  return key.memory_stores === null ? held : new Set([...held].filter((permission) => permission !== "admin"));
}

/** The person behind a cookie; null when removed, or when roles or password changed since the sign-in. */
export async function findActorByCookie(pool: pg.Pool, claim: CookieClaim): Promise<Actor | null> {
  const { rows } = await pool.query<{ id: string; workspace_id: string; roles: Role[] }>({
    name: "find-member",
    text: `SELECT id, workspace_id, roles FROM member
           WHERE id = $1 AND session_version = $2 AND removed_at IS NULL AND password_hash IS NOT NULL`,
    values: [claim.userId, claim.sessionVersion],
  });
  const member = rows[0];
  if (member === undefined) return null;
  return {
    kind: "user",
    id: member.id,
    workspaceId: member.workspace_id,
    permissions: resolvePermissions(member.roles, []),
    reach: { kind: "workspace" },
  };
}
