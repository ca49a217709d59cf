import type { Ctx } from "@/lib/access/context";
import { reachableStoreIds } from "@/lib/access/store-reach";
import type { RedactionElsewhere } from "@/lib/contract/memory-redaction";
import type { Tx } from "@/lib/db/transaction";
import { holdsTarget, type RedactionTarget, targetValue } from "./redaction-target";

const memoriesLimit = 100;

/** Where a text stands beside one memory: copies of its versions, other files of the store, dreams of the store. */
export async function findElsewhere(
  tx: Tx,
  ctx: Ctx,
  memory: { memoryStoreId: string; memoryId: string; path: string },
  target: RedactionTarget,
  versionIds: readonly string[],
): Promise<RedactionElsewhere> {
  const copies = await findCopies(tx, versionIds);
  const reachable = reachableStoreIds(ctx.actor);
  const shown = copies.filter((copy) => reachable === null || reachable.includes(copy.memory_store_id));
  const { rows: memories } = await tx.query<{ memory_id: string; path: string }>(
    `SELECT m.id AS memory_id, m.path FROM memory m
     JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND m.id <> $2 AND (${holdsTarget(target, "v.content", 3)} OR ${holdsTarget(target, "m.path", 3)})
     ORDER BY m.path LIMIT ${memoriesLimit}`,
    [memory.memoryStoreId, memory.memoryId, targetValue(target)],
  );
  const { rows: path } = await tx.query<{ holds: boolean }>(`SELECT ${holdsTarget(target, "$1::text", 2)} AS holds`, [
    memory.path,
    targetValue(target),
  ]);
  return {
    copies: shown,
    hidden_copy_count: copies.length - shown.length,
    memories,
    dreams: ctx.actor.permissions.has("dream:read") ? await findInDreams(tx, memory.memoryStoreId, target) : [],
    path_holds_text: path[0]?.holds ?? false,
  };
}

async function findCopies(tx: Tx, versionIds: readonly string[]): Promise<RedactionElsewhere["copies"]> {
  const { rows } = await tx.query<RedactionElsewhere["copies"][number]>(
    `WITH RECURSIVE copy AS (
       SELECT memory_store_id, memory_id, id, content IS NOT NULL AS is_whole FROM memory_version
       WHERE origin_memory_version_id = ANY($1)
       UNION
       SELECT v.memory_store_id, v.memory_id, v.id, v.content IS NOT NULL FROM memory_version v
       JOIN copy ON v.origin_memory_version_id = copy.id)
     SELECT memory_store_id, memory_id, id AS memory_version_id FROM copy WHERE is_whole
     ORDER BY memory_store_id, memory_id, id`,
    [versionIds],
  );
  return rows;
}

async function findInDreams(
  tx: Tx,
  memoryStoreId: string,
  target: RedactionTarget,
): Promise<RedactionElsewhere["dreams"]> {
  const { rows } = await tx.query<RedactionElsewhere["dreams"][number]>(
    `SELECT d.id AS dream_id,
       (SELECT count(*) FROM dream_insight i WHERE i.dream_id = d.id AND EXISTS (
          SELECT FROM jsonb_path_query(i.body, '$.**') AS part
          WHERE jsonb_typeof(part) = 'string' AND ${holdsTarget(target, "(part #>> '{}')", 2)})) AS insight_count,
       (SELECT count(*) FROM dream_change c WHERE c.dream_id = d.id AND (
          ${holdsTarget(target, "coalesce(c.proposed_content, '')", 2)}
          OR ${holdsTarget(target, "coalesce(c.decided_content, '')", 2)}
          OR EXISTS (SELECT FROM jsonb_path_query(c.hunks, '$.**.text') AS part
                     WHERE ${holdsTarget(target, "(part #>> '{}')", 2)}))) AS change_count
     FROM dream d WHERE d.memory_store_id = $1 ORDER BY d.id`,
    [memoryStoreId, targetValue(target)],
  );
  return rows.filter((row) => row.insight_count > 0 || row.change_count > 0);
}
