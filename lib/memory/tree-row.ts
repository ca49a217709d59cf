import { presentActor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import type { MemoryTreeFlag, MemoryTreeRow } from "@/lib/contract/memory-tree";
import type { Queryable } from "@/lib/db/transaction";

/** A file of the tree as the database gives it. */
export interface TreeRowRecord {
  path: string;
  memory_id: string;
  size: number;
  updated_at: Date;
  author_kind: string | null;
  author_id: string | null;
  is_deleted: boolean;
  has_redacted: boolean;
}

/**
 * SQL for the author of the version `f.version_id` in the store $1, and its id, which is the next one where that is gone. Asked for
 * in order of ids, because the planner, which knows nothing of a store that is new, may take an index that goes through all of it.
 */
export const authorOfVersion = `
  SELECT w.id, w.author_kind, w.author_id FROM memory_version w
  WHERE w.memory_store_id = $1 AND w.id >= f.version_id ORDER BY w.id LIMIT 1`;

/**
 * The memories that a dream awaiting review would change, by id, each with its path; nobody learns of dreams through a tree who
 * may not read them.
 */
export async function findProposed(db: Queryable, ctx: Ctx, memoryStoreId: string): Promise<Map<string, string>> {
  if (!ctx.actor.permissions.has("dream:read")) return new Map();
  const { rows } = await db.query<{ id: string; path: string }>(
    `SELECT DISTINCT m.id, m.path FROM dream d JOIN dream_change c ON c.dream_id = d.id
     JOIN memory m ON m.memory_store_id = $1 AND m.id = c.base_memory_id
     WHERE d.memory_store_id = $1 AND d.workspace_id = $2 AND d.status = 'completed' AND d.archived_at IS NULL
       AND d.review_state IN ('unreviewed', 'in_review') AND c.decision <> 'rejected' AND c.applied_at IS NULL`,
    [memoryStoreId, ctx.actor.workspaceId],
  );
  return new Map(rows.map((row) => [row.id, row.path]));
}

/** A file of the tree as the API shows it. */
export function presentTreeRow(row: TreeRowRecord, proposed: ReadonlyMap<string, string>): MemoryTreeRow {
  const flags: MemoryTreeFlag[] = [];
  if (row.has_redacted) flags.push("redacted");
  if (proposed.has(row.memory_id)) flags.push("proposed");
  if (row.is_deleted) flags.push("deleted");
  return {
    path: row.path,
    memory_id: row.memory_id,
    size: row.size,
    updated_at: row.updated_at.toISOString(),
    last_actor: presentActor(row.author_kind, row.author_id),
    flags,
  };
}
