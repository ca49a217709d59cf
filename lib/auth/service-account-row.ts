import { presentActor } from "@/lib/access/actor";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission, Role } from "@/lib/contract/permission";
import type { ServiceAccount } from "@/lib/contract/service-account";

export interface ServiceAccountRow {
  id: string;
  workspace_id: string;
  name: string;
  permissions: Permission[];
  roles: Role[];
  memory_stores: { memory_store_id: string; access: StoreAccess }[] | null;
  created_by_kind: string | null;
  created_by_id: string | null;
  created_at: Date;
  archived_at: Date | null;
}

/** The wire object of a service account. */
export function presentServiceAccount(row: ServiceAccountRow): ServiceAccount {
  return {
    id: row.id,
    type: "service_account",
    name: row.name,
    permissions: row.permissions,
    roles: row.roles,
    memory_stores: row.memory_stores,
    created_by: presentActor(row.created_by_kind, row.created_by_id),
    created_at: row.created_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  };
}
