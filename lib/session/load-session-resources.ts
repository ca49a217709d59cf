import type { StoreAccess } from "@/lib/contract/api-key";
import type { SessionResource } from "@/lib/contract/session";
import type { Queryable } from "@/lib/db/transaction";

interface ResourceRow {
  session_id: string;
  position: number;
  type: "memory_store" | "file" | "github_repository";
  id: string;
  mount_path: string;
  access: StoreAccess | null;
  instructions: string | null;
  name: string | null;
  description: string | null;
  file_id: string | null;
  url: string | null;
  checkout: { type: string } | null;
  created_at: Date | null;
  updated_at: Date | null;
}

/** A resource with its place in the session, for lists that page by it. */
export interface PlacedResource {
  position: number;
  /** The id that routes take; a memory store goes by its own. */
  id: string;
  resource: SessionResource;
}

/** What is attached to each session, in the order of attaching. */
export async function loadSessionResources(
  db: Queryable,
  sessionIds: readonly string[],
): Promise<Map<string, PlacedResource[]>> {
  const { rows } = await db.query<ResourceRow>(
    `SELECT session_id, position, 'memory_store' AS type, memory_store_id AS id, mount_path, access, instructions, name,
       description, NULL AS file_id, NULL AS url, NULL::jsonb AS checkout, NULL::timestamptz AS created_at,
       NULL::timestamptz AS updated_at
     FROM session_attachment WHERE session_id = ANY($1)
     UNION ALL
     SELECT session_id, position, type, id, mount_path, NULL, NULL, NULL, NULL, file_id, url, checkout, created_at, updated_at
     FROM session_resource WHERE session_id = ANY($1)
     ORDER BY position`,
    [sessionIds],
  );
  const bySession = new Map<string, PlacedResource[]>();
  for (const row of rows) {
    const placed = { position: row.position, id: row.id, resource: presentResource(row) };
    const list = bySession.get(row.session_id);
    if (list === undefined) bySession.set(row.session_id, [placed]);
    else list.push(placed);
  }
  return bySession;
}

function presentResource(row: ResourceRow): SessionResource {
  const { id, mount_path } = row;
  if (row.type === "memory_store") {
    return {
      type: row.type,
      memory_store_id: id,
      access: row.access ?? "read_only",
      instructions: row.instructions,
      name: row.name ?? "",
      description: row.description ?? "",
      mount_path,
    };
  }
  const times = {
    created_at: row.created_at?.toISOString() ?? "",
    updated_at: row.updated_at?.toISOString() ?? "",
  };
  return row.type === "file"
    ? { id, type: row.type, file_id: row.file_id ?? "", mount_path, ...times }
    : { id, type: row.type, url: row.url ?? "", checkout: row.checkout, mount_path, ...times };
}
