import type { Ctx } from "@/lib/access/context";
import type { MemoryChange } from "@/lib/contract/memory-change";
import type { Queryable } from "@/lib/db/transaction";
import { beginningOf, type ChangePosition, encodeChangePosition } from "./change-position";
import { type MemoryStoreRow, presentMemoryStore, selectMemoryStore } from "./memory-store-row";
import { type MemoryVersionRow, presentMemoryVersion, versionColumns } from "./memory-version-row";

interface FoundRow {
  watermark: string;
  xid: string | null;
  sequence: number | null;
  type: MemoryChange["type"] | null;
  object_id: string | null;
}

export interface ReadChanges {
  changes: MemoryChange[];
  /** Where to go on. */
  position: ChangePosition;
  isFull: boolean;
}

/**
 * What transactions changed in a store after a position, in one order for all readers: that of their numbers. It reads
 * only below the oldest transaction that is still in flight, so nothing can appear later before what was read.
 * `unlessSeenBy` leaves out what that snapshot saw.
 */
export async function readChanges(
  db: Queryable,
  ctx: Ctx,
  input: { memoryStoreId: string; after: ChangePosition; unlessSeenBy: string | null; limit: number },
): Promise<ReadChanges> {
  const { after, limit } = input;
  const { rows } = await db.query<FoundRow>({
    name: "read-changes",
    // The watermark is asked for in each place, because a join with it would lose the order of the index.
    text: `WITH found AS (
             (SELECT written_xid AS xid, NULL::bigint AS sequence, 'memory_version.created' AS type, id AS object_id
              FROM memory_version
              WHERE memory_store_id = $1 AND written_xid >= $2::xid8
                AND written_xid < pg_snapshot_xmin(pg_current_snapshot())
                AND (written_xid > $2::xid8 OR ($3::text IS NOT NULL AND id > $3))
                AND ($5::pg_snapshot IS NULL OR NOT pg_visible_in_snapshot(written_xid, $5))
              ORDER BY written_xid, id LIMIT $6)
             UNION ALL
             (SELECT written_xid, sequence, type, object_id FROM change_event
              WHERE memory_store_id = $1 AND written_xid >= $2::xid8
                AND written_xid < pg_snapshot_xmin(pg_current_snapshot())
                AND (written_xid > $2::xid8 OR sequence > $4)
                AND ($5::pg_snapshot IS NULL OR NOT pg_visible_in_snapshot(written_xid, $5))
                AND type IN ('memory_version.redacted', 'memory_store.updated', 'memory_store.deleted')
              ORDER BY written_xid, sequence LIMIT $6))
           SELECT horizon.watermark::text, xid::text, sequence, type, object_id
           FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS watermark) AS horizon
           LEFT JOIN (SELECT * FROM found ORDER BY xid, sequence NULLS FIRST, object_id LIMIT $6) AS page ON true
           ORDER BY page.xid, page.sequence NULLS FIRST, page.object_id`,
    values: [input.memoryStoreId, after.xid, after.versionId, after.sequence, input.unlessSeenBy, limit],
  });
  const found = rows.flatMap((row) => (row.xid === null ? [] : [{ ...row, xid: row.xid, id: row.object_id ?? "" }]));
  const last = found.at(-1);
  const isFull = found.length === limit;
  const watermark = rows[0]?.watermark ?? after.xid;
  const present = await makePresenter(db, ctx, input.memoryStoreId, found);
  return {
    changes: found.flatMap((row) => present(row) ?? []),
    isFull,
    position: isFull && last !== undefined ? placeOf(last) : laterOf(after, beginningOf(watermark)),
  };
}

const placeOf = (row: { xid: string; id: string; sequence: number | null }): ChangePosition =>
  row.sequence === null
    ? { xid: row.xid, versionId: row.id, sequence: -1 }
    : { xid: row.xid, versionId: null, sequence: row.sequence };

const laterOf = (one: ChangePosition, other: ChangePosition): ChangePosition =>
  BigInt(other.xid) > BigInt(one.xid) ? other : one;

type Found = { xid: string; sequence: number | null; type: MemoryChange["type"] | null; id: string };

/** Things are shown as they are now: a version that was redacted since comes without its path. */
async function makePresenter(db: Queryable, ctx: Ctx, memoryStoreId: string, found: readonly Found[]) {
  const ids = found.flatMap((row) => (row.type?.startsWith("memory_version.") === true ? [row.id] : []));
  const versions = new Map<string, MemoryVersionRow>();
  if (ids.length > 0) {
    const { rows } = await db.query<MemoryVersionRow>(
      // One look-up for each id, also where the planner has no statistics of a store that grew fast.
      `SELECT version.* FROM unnest($2::text[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT ${versionColumns("basic")} FROM memory_version WHERE memory_store_id = $1 AND id = wanted.id LIMIT 1) AS version`,
      [memoryStoreId, ids],
    );
    for (const row of rows) versions.set(row.id, row);
  }
  let store: MemoryStoreRow | undefined;
  if (found.some((row) => row.type === "memory_store.updated")) {
    const values = [memoryStoreId, ctx.actor.workspaceId];
    const query = `${selectMemoryStore} WHERE s.id = $1 AND s.workspace_id = $2`;
    store = (await db.query<MemoryStoreRow>(query, values)).rows[0];
  }
  return (row: Found): MemoryChange | null => {
    const change = { id: encodeChangePosition(placeOf(row)), memory_store_id: memoryStoreId };
    const version = versions.get(row.id);
    switch (row.type) {
      case "memory_version.created":
      case "memory_version.redacted":
        // What retention has removed meanwhile is nobody's news.
        if (version === undefined) return null;
        return { ...change, type: row.type, memory_version: presentMemoryVersion(version, "basic") };
      case "memory_store.updated":
        return store === undefined ? null : { ...change, type: row.type, memory_store: presentMemoryStore(store) };
      case "memory_store.deleted":
        return { ...change, type: row.type };
      default:
        return null;
    }
  };
}
