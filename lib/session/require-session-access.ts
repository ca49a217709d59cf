import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/require-permission";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { PermissionError } from "@/lib/errors/permission-error";

/** A token is good for its own session only, never for what the workspace shares. */
function isOutsider(actor: Actor): boolean {
  return actor.kind === "session" || !actor.permissions.has("session:read");
}

/** Throws NotFoundError when the actor may not know of the workspace's agents or environments. */
export function requireCatalogRead(actor: Actor, kind: "agent" | "environment", id: string): void {
  if (isOutsider(actor)) throw new NotFoundError(kind, id);
}

/** As requireCatalogRead, for a list: throws PermissionError. */
export function requireCatalogList(actor: Actor): void {
  requirePermission(actor, "session:read");
  if (actor.kind === "session") throw new PermissionError("A session token reaches only its own session.");
}

/** Throws NotFoundError when the thing is hidden, PermissionError when it may be seen but not changed. */
export function requireCatalogWrite(actor: Actor, kind: "agent" | "environment", id: string): void {
  if (isOutsider(actor) && !actor.permissions.has("session:write")) throw new NotFoundError(kind, id);
  requireSessionWrite(actor);
}

/** Throws PermissionError unless the actor may make and change sessions, agents and environments. */
export function requireSessionWrite(actor: Actor): void {
  requirePermission(actor, "session:write");
  if (actor.kind === "session") throw new PermissionError("A session token reaches only its own session.");
}
