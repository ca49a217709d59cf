import { z } from "zod";
import { permissions, roles } from "./vocabulary";

export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

const read: Permission[] = ["memory:read", "session:read", "dream:read"];

/** A role is a named bundle; an actor may hold several. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  viewer: read,
  operator: [...read, "memory:write", "session:write", "dream:write"],
  reviewer: [...read, "memory:write", "dream:write", "dream:review"],
  compliance: [...read, "memory:redact", "erasure:request", "erasure:approve", "audit:read"],
  admin: permissions,
};

/** All that the roles and the single permissions give; `admin` implies the rest. */
export function resolvePermissions(held: readonly Role[], single: readonly Permission[]): ReadonlySet<Permission> {
  const all = new Set<Permission>([...single, ...held.flatMap((name) => permissionsOfRole[name])]);
  return all.has("admin") ? new Set(permissions) : all;
}
