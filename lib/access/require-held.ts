import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission } from "@/lib/contract/permission";
import { PermissionError } from "@/lib/errors/permission-error";
import type { Actor } from "./actor";
import { storeAccessOf } from "./store-reach";

/** What somebody may do: permissions, and the stores to do it in (null = all of the workspace). */
export interface Grants {
  permissions: ReadonlySet<Permission>;
  memoryStores: { memory_store_id: string; access: StoreAccess }[] | null;
}

/**
 * Nobody gives away more than they hold. Throws PermissionError that names the first permission that is missing, or says
 * that the reach is too wide.
 */
export function requireHeld(actor: Actor, grants: Grants): void {
  const missing = [...grants.permissions].find((permission) => !actor.permissions.has(permission));
  if (missing !== undefined) throw new PermissionError(`You cannot grant ${missing}, which you do not hold.`);
  if (actor.reach.kind === "workspace") return;
  const isWider =
    grants.memoryStores === null ||
    grants.memoryStores.some(({ memory_store_id: id, access }) => {
      const held = storeAccessOf(actor, id);
      return held === null || (held === "read_only" && access === "read_write");
    });
  if (isWider) throw new PermissionError("You cannot grant more access to memory stores than you hold.");
}
