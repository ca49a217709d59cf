import type { StoreAbility } from "@/lib/contract/memory-store";
import type { Actor } from "./actor";
import { storeAccessOf } from "./store-reach";

/** What the actor may do to a store as it stands, so that no client has to guess from roles. */
export function storeAbilities(actor: Actor, store: { id: string; archived_at: string | null }): StoreAbility[] {
  const access = storeAccessOf(actor, store.id);
  const mayRead = access !== null && actor.permissions.has("memory:read");
  const mayWrite = access === "read_write" && actor.permissions.has("memory:write");
  const isOpen = store.archived_at === null;
  const rules: [StoreAbility, boolean][] = [
    ["read", mayRead],
    ["write", mayWrite && isOpen],
    ["redact", access === "read_write" && actor.permissions.has("memory:redact")],
    ["archive", mayWrite && isOpen],
    ["delete", mayWrite],
    ["export", mayRead],
  ];
  return rules.filter(([, allowed]) => allowed).map(([ability]) => ability);
}
