import type { Actor } from "@/lib/access/actor";
import { resolvePermissions } from "@/lib/contract/permission";
import type { Queryable } from "@/lib/db/transaction";
import type { ServiceAccountRow } from "./service-account-row";

/** The actor that the installation is when it acts as a service account; null when that is unknown or archived. */
export async function findServiceAccountActor(db: Queryable, workspaceId: string, id: string): Promise<Actor | null> {
  const { rows } = await db.query<ServiceAccountRow>(
    "SELECT * FROM service_account WHERE id = $1 AND workspace_id = $2 AND archived_at IS NULL",
    [id, workspaceId],
  );
  return rows[0] === undefined ? null : serviceAccountActor(rows[0]);
}

function serviceAccountActor(row: ServiceAccountRow): Actor {
  const held = resolvePermissions(row.roles, row.permissions);
  const { memory_stores: stores } = row;
  return {
    kind: "service_account",
    id: row.id,
    workspaceId: row.workspace_id,
    // As for keys: who administrates could widen every limit.
    permissions: stores === null ? held : new Set([...held].filter((permission) => permission !== "admin")),
    reach:
      stores === null
        ? { kind: "workspace" }
        : { kind: "stores", access: new Map(stores.map((grant) => [grant.memory_store_id, grant.access])) },
  };
}
