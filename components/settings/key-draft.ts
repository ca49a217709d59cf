import type { CreateApiKeyBody, StoreAccess } from "@/lib/contract/api-key";
import type { Permission, Role } from "@/lib/contract/permission";

/** What the form for a new key holds. */
export interface KeyDraft {
  name: string;
  preset: "agent" | "reader" | "admin" | "custom";
  permissions: readonly Permission[];
  /** Empty = every store. */
  stores: Readonly<Record<string, StoreAccess>>;
  isLimited: boolean;
  /** Days from now; null = never. */
  expiresInDays: number | null;
}

export const emptyKeyDraft: KeyDraft = {
  name: "",
  preset: "agent",
  permissions: ["memory:read", "memory:write"],
  stores: {},
  isLimited: false,
  expiresInDays: null,
};

const dayMs = 24 * 60 * 60 * 1000;

const presets: Record<Exclude<KeyDraft["preset"], "custom">, { roles: Role[]; permissions: Permission[] }> = {
  agent: {
    roles: [],
    permissions: ["memory:read", "memory:write", "session:read", "session:write", "dream:read", "dream:write"],
  },
  reader: { roles: ["viewer"], permissions: [] },
  admin: { roles: ["admin"], permissions: [] },
};

/** The request for a draft; null while something is missing. */
export function keyBodyOf(draft: KeyDraft, now: Date): CreateApiKeyBody | null {
  const name = draft.name.trim();
  const granted =
    draft.preset === "custom" ? { roles: [], permissions: [...draft.permissions] } : presets[draft.preset];
  const grants = Object.entries(draft.stores).map(([id, access]) => ({ memory_store_id: id, access }));
  if (name === "" || (draft.isLimited && grants.length === 0)) return null;
  if (granted.roles.length === 0 && granted.permissions.length === 0) return null;
  return {
    name,
    ...granted,
    ...(draft.isLimited ? { memory_stores: grants } : {}),
    ...(draft.expiresInDays === null
      ? {}
      : { expires_at: new Date(now.getTime() + draft.expiresInDays * dayMs).toISOString() }),
  };
}
