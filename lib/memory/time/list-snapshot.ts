import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { View } from "@/lib/contract/memory";
import type { MemorySnapshotItem } from "@/lib/contract/memory-snapshot";
import { decodeCursor, encodeCursor } from "@/lib/db/keyset-page";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type MemoryRow, presentMemory } from "../memory-row";
import { requireStore } from "../require-store";
import { listRedactedStates } from "./list-redacted-states";
import { type Moment, momentValue, pinOf, readPin } from "./pinned-moment";
import { statesAt } from "./states-at";

export interface ListSnapshotInput {
  memoryStoreId: string;
  at: Moment;
  /** Starts and ends with /. */
  pathPrefix: string;
  depth: "subtree" | "children";
  view: View;
  limit: number;
  page?: string | undefined;
}

const order = "snapshot:path";
const fullViewLimit = 20;
/** Every path starts with /, so this place is after them all. */
const afterPaths = "0";

// $1 store, $2 moment, $3 pin, $4 prefix, $5 end of the prefix, $6 and $7 the place after which the page begins, $8 with content.
const moment = { memoryStoreId: "$1", at: "$2", pin: "$3" };
const until = "c.path < $5";
const subtree = statesAt(moment, { from: "c.path >= $4 AND c.path >= $6 AND (c.path, c.memory_id) > ($6, $7)", until });
const step = (from: string) => statesAt(moment, { from: `c.path >= $4 AND c.path >= ${from}`, until });

const folderOf = (path: string) => `strpos(substr(${path}, length($4) + 1), '/') > 0 AS is_folder,
  $4 || split_part(substr(${path}, length($4) + 1), '/', 1) AS child`;

// A folder is skipped in one step: the character after / is 0, so its subtree ends before <folder>0. Paths hold no control
// characters, so <path>U+0001 is the first text after a path.
const children = (limit: number) => `
  WITH RECURSIVE item AS (
    (SELECT f.path, f.memory_id, f.sequence, ${folderOf("f.path")} FROM (${step("$6")} LIMIT 1) f)
    UNION ALL
    SELECT n.path, n.memory_id, n.sequence, ${folderOf("n.path")}
    FROM item
    CROSS JOIN LATERAL (
      ${step(`CASE WHEN item.is_folder THEN item.child || '0' ELSE item.path || chr(1) END COLLATE "C"`)} LIMIT 1
    ) n
  )
  SELECT * FROM item LIMIT ${limit}`;

const pageQuery = (depth: ListSnapshotInput["depth"], limit: number) => `
  SELECT v.memory_id AS id, v.memory_store_id, v.id AS memory_version_id, i.path, v.content_sha256, v.content_size_bytes,
         v.sequence, f.created_at, v.created_at AS updated_at, CASE WHEN $8 THEN v.content END AS content, i.is_folder, i.child,
         coalesce($3::text, pg_current_snapshot()::text) AS pin, $7::text AS after
  FROM (${
    depth === "children"
      ? children(limit)
      : `SELECT s.*, false AS is_folder, '' AS child FROM (${subtree} LIMIT ${limit}) s`
  }) i
  JOIN memory_version v ON v.memory_store_id = $1 AND v.memory_id = i.memory_id AND v.sequence = i.sequence
  CROSS JOIN LATERAL (SELECT o.created_at FROM memory_version o WHERE o.memory_store_id = $1 AND o.memory_id = i.memory_id
                      ORDER BY o.sequence LIMIT 1) f
  ORDER BY i.path, i.memory_id`;

type Row = MemoryRow & { is_folder: boolean; child: string; pin: string };

/**
 * A store as it was at a moment of writing, in byte order of the paths that its files had then; with depth `children`, deeper
 * ones stand as one `memory_prefix` each. Files whose state was redacted come last, and only where the whole store is asked
 * for, since their paths are gone. All pages show what was committed when the first was read. A full page holds at most 20.
 * Throws NotFoundError, InvalidRequestError.
 */
export async function listSnapshot(ctx: Ctx, input: ListSnapshotInput) {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const limit = input.view === "full" ? Math.min(input.limit, fullViewLimit) : input.limit;
  const [path = input.pathPrefix, memoryId = "", pin] = decodeCursor(input.page, order, 3) ?? [];
  if (!path.isWellFormed()) throw new InvalidRequestError("page: is not a cursor of this list.");
  const place = { path, memoryId, pin: readPin(pin) };
  const files = path === afterPaths ? [] : await readFiles(ctx, input, place, limit + 1);
  const pinned = place.pin ?? files[0]?.pin ?? null;
  const data: MemorySnapshotItem[] = files.slice(0, limit).map((row) => present(row, input.view));
  const last = files[limit - 1];
  if (files.length > limit && last !== undefined) return { data, next_page: cursorAfter(last, pinned, input.depth) };
  if (input.pathPrefix !== "/") return { data, next_page: null };
  const redacted = await listRedactedStates(reader, {
    memoryStoreId: input.memoryStoreId,
    at: input.at,
    pin: pinned,
    afterMemoryId: path === afterPaths ? memoryId : "",
    limit: limit - data.length,
  });
  const next = redacted.isMore ? [afterPaths, redacted.items.at(-1)?.memory_id ?? "", pinOf(redacted.pin)] : null;
  return { data: [...data, ...redacted.items], next_page: next === null ? null : encodeCursor({ order, key: next }) };
}

async function readFiles(
  ctx: Ctx,
  input: ListSnapshotInput,
  place: { path: string; memoryId: string; pin: string | null },
  limit: number,
): Promise<Row[]> {
  const { rows } = await readerOf(ctx).query<Row>(pageQuery(input.depth, limit), [
    input.memoryStoreId,
    momentValue(input.at),
    place.pin,
    input.pathPrefix,
    `${input.pathPrefix.slice(0, -1)}0`,
    place.path,
    place.memoryId,
    input.view === "full",
  ]);
  return rows;
}

function present(row: Row, view: View): MemorySnapshotItem {
  return row.is_folder ? { type: "memory_prefix", path: `${row.child}/` } : presentMemory(row, view);
}

function cursorAfter(row: Row, pin: string | null, depth: ListSnapshotInput["depth"]): string {
  const place = row.is_folder
    ? [`${row.child}0`, ""]
    : depth === "children"
      ? [`${row.path}\u0001`, ""]
      : [row.path, row.id];
  return encodeCursor({ order, key: [...place, pinOf(pin ?? row.pin)] });
}
