import { presentActor } from "@/lib/access/actor";
import type { ApiKey, StoreAccess } from "@/lib/contract/api-key";
import type { Permission, Role } from "@/lib/contract/permission";

export interface ApiKeyRow {
  id: string;
  name: string;
  hint: string;
  permissions: Permission[];
  roles: Role[];
  memory_stores: { memory_store_id: string; access: StoreAccess }[] | null;
  created_by_kind: string | null;
  created_by_id: string | null;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/** What is read of a key: everything but the hash of its secret. */
export const apiKeyColumns = {
  id: true,
  name: true,
  hint: true,
  permissions: true,
  roles: true,
  memory_stores: true,
  created_by_kind: true,
  created_by_id: true,
  created_at: true,
  expires_at: true,
  revoked_at: true,
  last_used_at: true,
} as const;

/** The wire object of a key, without its secret, which nobody can read again. */
export function presentApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    type: "api_key",
    name: row.name,
    hint: row.hint,
    permissions: row.permissions,
    roles: row.roles,
    memory_stores: row.memory_stores,
    created_by: presentActor(row.created_by_kind, row.created_by_id),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
