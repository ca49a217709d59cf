import type { StoreAccess } from "@/lib/contract/api-key";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { PermissionError } from "@/lib/errors/permission-error";
import type { Actor } from "./actor";

/** How far the actor may go in a store of its workspace; null when it may not know of it. */
export function storeAccessOf(actor: Actor, memoryStoreId: string): StoreAccess | null {
  if (actor.reach.kind === "workspace") return "read_write";
  return actor.reach.access.get(memoryStoreId) ?? null;
}

/** Throws NotFoundError when the store is out of reach or reading is not permitted, so that existence stays hidden. */
export function requireStoreRead(actor: Actor, memoryStoreId: string): void {
  if (storeAccessOf(actor, memoryStoreId) === null || !actor.permissions.has("memory:read")) {
    throw new NotFoundError("memory store", memoryStoreId);
  }
}

/** Throws NotFoundError when the store is hidden, PermissionError when it may be read but not changed. */
export function requireStoreWrite(actor: Actor, memoryStoreId: string): void {
  requireStoreChange(actor, memoryStoreId, "memory:write");
}

/** For what concerns the store as a whole. A session's token reaches the memories of its stores, never the stores. */
export function requireStoreAdministration(actor: Actor, memoryStoreId: string): void {
  requireStoreWrite(actor, memoryStoreId);
  if (actor.kind === "session") throw new PermissionError("A session's token cannot change the memory store itself.");
}

/** As requireStoreWrite, for redaction. */
export function requireStoreRedact(actor: Actor, memoryStoreId: string): void {
  requireStoreChange(actor, memoryStoreId, "memory:redact");
}

function requireStoreChange(actor: Actor, memoryStoreId: string, permission: "memory:write" | "memory:redact"): void {
  const access = storeAccessOf(actor, memoryStoreId);
  const mayRead = actor.permissions.has("memory:read");
  const mayChange = actor.permissions.has(permission);
  if (access === null || (!mayRead && !mayChange)) throw new NotFoundError("memory store", memoryStoreId);
  if (!mayChange) throw new PermissionError(`This needs the permission ${permission}.`);
  if (access === "read_only") throw new PermissionError("This credential may only read this memory store.");
}

/** The SQL twin of storeAccessOf: the ids that a list may show, or null for the whole workspace. */
export function reachableStoreIds(actor: Actor): string[] | null {
  return actor.reach.kind === "workspace" ? null : [...actor.reach.access.keys()];
}
