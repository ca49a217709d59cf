import type { Actor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import type { Session, SessionAbility } from "@/lib/contract/session";
import type { Queryable } from "@/lib/db/transaction";
import { loadSession } from "./load-session";
import { loadSessionResources } from "./load-session-resources";
import { presentSession, type SessionRow } from "./session-row";

/** A session by its id, archived ones too; `abilities` adds what the actor can do with it. Throws NotFoundError. */
export async function getSession(ctx: Ctx, id: string, options: { abilities?: boolean } = {}): Promise<Session> {
  const db = readerOf(ctx);
  const row = await loadSession(db, ctx, id);
  return answerSession(db, row, options.abilities === true ? abilitiesOf(ctx.actor, row) : undefined);
}

/** The wire object of a row that the caller has read, checking nothing. */
export async function answerSession(db: Queryable, row: SessionRow, abilities?: SessionAbility[]): Promise<Session> {
  const resources = await loadSessionResources(db, [row.id]);
  return presentSession(row, resources.get(row.id)?.map((placed) => placed.resource) ?? [], abilities);
}

function abilitiesOf(actor: Actor, row: SessionRow): SessionAbility[] {
  const isOpen = row.archived_at === null;
  if (actor.kind === "session") return isOpen ? ["append_events"] : [];
  if (!actor.permissions.has("session:write")) return [];
  const isAtRest = row.status !== "running";
  return [
    "update" as const,
    ...(isOpen ? (["append_events", "create_token"] as const) : []),
    ...(isOpen && isAtRest ? (["archive"] as const) : []),
    ...(isAtRest ? (["delete"] as const) : []),
  ];
}
