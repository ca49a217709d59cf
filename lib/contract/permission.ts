import { z } from "zod";

export const permission = z.enum([
  "memory:read",
  "memory:write",
  "memory:redact",
  "session:read",
  "session:write",
  "dream:read",
  "dream:write",
  "dream:review",
  "erasure:request",
  "erasure:approve",
  "audit:read",
  "admin",
]);
export type Permission = z.infer<typeof permission>;

export const role = z.enum(["viewer", "operator", "reviewer", "compliance", "admin"]);
export type Role = z.infer<typeof role>;

const read: Permission[] = ["memory:read", "session:read", "dream:read"];

/** A role is a named bundle; an actor may hold several. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  viewer: read,
  operator: [...read, "memory:write", "session:write", "dream:write"],
  reviewer: [...read, "memory:write", "dream:write", "dream:review"],
  compliance: [...read, "memory:redact", "erasure:request", "erasure:approve", "audit:read"],
  admin: permission.options,
};

/** All that the roles and the single permissions give; `admin` implies the rest. */
export function resolvePermissions(
  roles: readonly Role[],
  permissions: readonly Permission[],
): ReadonlySet<Permission> {
  const held = new Set<Permission>([...permissions, ...roles.flatMap((name) => permissionsOfRole[name])]);
  return held.has("admin") ? new Set(permission.options) : held;
}
