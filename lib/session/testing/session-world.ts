import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission } from "@/lib/contract/permission";
import type { CreateSessionBody, Session } from "@/lib/contract/session";
import { createSession } from "../create-session";

/** The context of an administrator; `overrides` changes who asks or when. */
export function buildCtx(pool: pg.Pool, overrides: Partial<Ctx> = {}): Ctx {
  const system = systemContext(pool);
  return { ...system, actor: { ...system.actor, kind: "api_key", id: "apikey_admin" }, ...overrides };
}

/** The same context for someone with just these permissions and, if given, these stores. */
export function actAs(ctx: Ctx, permissions: readonly Permission[], stores?: Record<string, StoreAccess>): Ctx {
  const actor: Actor = {
    ...ctx.actor,
    id: "apikey_limited",
    permissions: new Set(permissions),
    reach: stores === undefined ? { kind: "workspace" } : { kind: "stores", access: new Map(Object.entries(stores)) },
  };
  return { ...ctx, actor };
}

/** The same context with a token of the session. */
export function actAsSession(ctx: Ctx, sessionId: string, stores: Record<string, StoreAccess> = {}): Ctx {
  const limited = actAs(ctx, ["memory:read", "memory:write", "session:read"], stores);
  return { ...limited, actor: { ...limited.actor, kind: "session", id: sessionId } };
}

/** A recorded session, which needs no agent and no environment. */
export function makeRecorded(ctx: Ctx, body: Partial<CreateSessionBody> = {}): Promise<Session> {
  return createSession(ctx, { agent: "bot", environment_id: "plant", reverie: { recorded: true }, ...body });
}

/** The actions of the audit record, oldest first. */
export async function auditedActions(pool: pg.Pool, targetId: string): Promise<string[]> {
  const { rows } = await pool.query<{ action: string }>(
    "SELECT action FROM audit_event WHERE target_id = $1 ORDER BY created_at, id",
    [targetId],
  );
  return rows.map((row) => row.action);
}
