import type { Permission } from "@/lib/contract/permission";
import { PermissionError } from "@/lib/errors/permission-error";
import type { Actor } from "./actor";

/** Throws PermissionError when the actor does not hold the permission. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actor.permissions.has(permission)) throw new PermissionError(`This needs the permission ${permission}.`);
}
