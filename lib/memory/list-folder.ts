import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryTreeFolder, MemoryTreeItem } from "@/lib/contract/memory-tree";
import { decodeCursor, encodeCursor } from "@/lib/db/keyset-page";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "./require-store";
import { momentValue, pinOf, readPin } from "./time/pinned-moment";
import { statesAt } from "./time/states-at";
import { authorOfVersion, findProposed, presentTreeRow, type TreeRowRecord } from "./tree-row";

export interface ListFolderInput {
  memoryStoreId: string;
  /** Starts and ends with /. */
  pathPrefix: string;
  /** The store as it was at this moment; left out = now. */
  at?: Date | undefined;
  includeDeleted: boolean;
  limit: number;
  page?: string | undefined;
}

type Row = TreeRowRecord & {
  is_folder: boolean;
  folder: string;
  file_count: number | null;
  first_path: string | null;
  last_path: string | null;
  pin: string;
};

const order = "memory_folder:path";
const moment = { memoryStoreId: "$1", at: "$6", pin: "$7" };

// $1 store, $2 and $3 the folder's range, $4 where the page begins, $5 one item more than the page.
const isEnd = (row: string) => `${row}.operation = 'deleted' AND NOT EXISTS (
  SELECT 1 FROM memory_version later
  WHERE later.memory_store_id = $1 AND later.memory_id = ${row}.memory_id AND later.sequence > ${row}.sequence)`;
const nextLive = (from: string) => `
  (SELECT m.path FROM memory m WHERE m.memory_store_id = $1 AND m.path >= $2 AND m.path >= ${from} AND m.path < $3 ORDER BY m.path LIMIT 1)`;
const nextDeleted = (from: string) => `
  (SELECT d.path FROM memory_version d WHERE d.memory_store_id = $1 AND d.path >= $2 AND d.path >= ${from} AND d.path < $3 AND ${isEnd("d")}
   ORDER BY d.path LIMIT 1)`;

function nextNow(includeDeleted: boolean, from: string): string {
  if (!includeDeleted) return nextLive(from);
  return `(SELECT e.path FROM (${nextLive(from)} UNION ALL ${nextDeleted(from)}) e ORDER BY e.path LIMIT 1)`;
}

function nextAt(includeDeleted: boolean, from: string): string {
  const range = { from: `c.path >= $2 AND c.path >= ${from}`, until: "c.path < $3" };
  return `(SELECT s.path FROM (${statesAt(moment, range, includeDeleted)}) s LIMIT 1)`;
}

// A folder is skipped in one step: the character after / is 0, so its subtree ends before <folder>0. Paths hold no control
// characters, so <path>U+0001 is the first text after a path.
function itemsQuery(next: (from: string) => string): string {
  const parts = `split_part(substr(n.path, length($2) + 1), '/', 1) AS segment,
    strpos(substr(n.path, length($2) + 1), '/') > 0 AS is_folder`;
  const after = `CASE WHEN item.is_folder THEN $2 || item.segment || '0' ELSE item.path || chr(1) END COLLATE "C"`;
  return `
    WITH RECURSIVE item AS (
      (SELECT n.path, ${parts} FROM ${next("$4")} n)
      UNION ALL
      SELECT n.path, ${parts} FROM item CROSS JOIN LATERAL ${next(after)} n
    )
    SELECT path, is_folder, $2 || segment || '/' AS folder FROM item LIMIT $5`;
}

const filesNow = (includeDeleted: boolean) => `
  SELECT m.id AS memory_id, m.content_size_bytes AS size, m.updated_at, m.memory_version_id AS version_id, false AS is_deleted
  FROM memory m WHERE NOT i.is_folder AND m.memory_store_id = $1 AND m.path = i.path
  ${
    includeDeleted
      ? `UNION ALL
  SELECT d.memory_id, 0, d.created_at, d.id, true
  FROM memory_version d WHERE NOT i.is_folder AND d.memory_store_id = $1 AND d.path = i.path AND ${isEnd("d")}`
      : ""
  }`;

const filesAt = (includeDeleted: boolean) => `
  SELECT v.memory_id, coalesce(v.content_size_bytes, 0) AS size, v.created_at AS updated_at, v.id AS version_id,
         s.operation = 'deleted' AS is_deleted
  FROM (${statesAt(moment, { from: "true", until: "c.path = i.path" }, includeDeleted)}) s
  JOIN memory_version v ON v.memory_store_id = $1 AND v.memory_id = s.memory_id AND v.sequence = s.sequence
  WHERE NOT i.is_folder`;

// The planner knows nothing of a store that is new, and takes every index for as good. What is asked for in the order of one
// index is read along that index.
const inFolder = (table: string) => `${table}.memory_store_id = $1 AND ${table}.path >= i.folder COLLATE "C"
  AND ${table}.path < (left(i.folder, -1) || '0') COLLATE "C"`;
const countNow = (includeDeleted: boolean) => `
  SELECT count(*)::int AS file_count, max(b.updated_at) AS changed_at, min(b.path) AS first_path, max(b.path) AS last_path
  FROM (
    (SELECT m.path, m.updated_at FROM memory m WHERE ${inFolder("m")} ORDER BY m.path OFFSET 0)
    ${
      includeDeleted
        ? `UNION ALL
    (SELECT d.path, d.created_at FROM memory_version d WHERE ${inFolder("d")} AND ${isEnd("d")} ORDER BY d.path OFFSET 0)`
        : ""
    }
  ) b WHERE i.is_folder`;
const noCount = `
  SELECT NULL::int AS file_count, NULL::timestamptz AS changed_at, NULL::text AS first_path, NULL::text AS last_path`;

// OFFSET 0 keeps the joins one item at a time; turned around they would go through the store for each.
function pageQuery({ at, includeDeleted }: ListFolderInput): string {
  const isNow = at === undefined;
  const items = itemsQuery((from) => (isNow ? nextNow(includeDeleted, from) : nextAt(includeDeleted, from)));
  return `
    SELECT i.path, i.is_folder, i.folder, c.file_count, c.first_path, c.last_path, f.memory_id, f.size,
           coalesce(f.updated_at, c.changed_at) AS updated_at, f.is_deleted, v.author_kind, v.author_id,
           EXISTS (SELECT 1 FROM memory_version r WHERE r.memory_store_id = $1 AND r.memory_id = f.memory_id
                   AND r.redacted_at IS NOT NULL) AS has_redacted,
           ${isNow ? "''" : "coalesce($7::text, pg_current_snapshot()::text)"} AS pin
    FROM (${items}) i
    LEFT JOIN LATERAL (${isNow ? filesNow(includeDeleted) : filesAt(includeDeleted)} OFFSET 0) f ON true
    CROSS JOIN LATERAL (${isNow ? countNow(includeDeleted) : noCount}) c
    LEFT JOIN LATERAL (${authorOfVersion}) v ON v.id = f.version_id
    ORDER BY i.path, f.memory_id`;
}

/**
 * What stands in one folder, in byte order of paths: its files, and each folder in it as one item with the number of files below.
 * Files that had the same path one after the other count as one item of the page. The cursor is a place in that order, so
 * paging is safe under writes. Throws NotFoundError, InvalidRequestError.
 */
export async function listFolder(ctx: Ctx, input: ListFolderInput) {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const [from = input.pathPrefix, pin = ""] = decodeCursor(input.page, order, 2) ?? [];
  if (!from.isWellFormed()) throw new InvalidRequestError("page: is not a cursor of this list.");
  const { at, limit } = input;
  const rows = await readRows(ctx, pageQuery(input), [
    input.memoryStoreId,
    input.pathPrefix,
    `${input.pathPrefix.slice(0, -1)}0`,
    from,
    limit + 1,
    ...(at === undefined ? [] : [momentValue(at), pin === "" ? null : readPin(pin)]),
  ]);
  const places = [...new Set(rows.map((row) => row.path))];
  const next = places[limit];
  const shown = next === undefined ? rows : rows.filter((row) => row.path !== next);
  const last = shown.at(-1);
  const proposed = at === undefined ? await findProposed(reader, ctx, input.memoryStoreId) : new Map<string, string>();
  return {
    data: shown.map((row) => present(row, proposed)),
    next_page:
      next === undefined || last === undefined
        ? null
        : encodeCursor({ order, key: [placeAfter(last), at === undefined ? "" : pinOf(last.pin)] }),
  };
}

/** To compile the query would take longer than to run it, and the planner sees only that it may count much. */
async function readRows(ctx: Ctx, text: string, values: readonly unknown[]): Promise<Row[]> {
  const read = async (tx: Tx) => {
    await tx.query("SET LOCAL jit = off");
    return (await tx.query<Row>(text, values)).rows;
  };
  return ctx.tx === null ? withTransaction(ctx.pool, read) : read(ctx.tx);
}

function present(row: Row, proposed: ReadonlyMap<string, string>): MemoryTreeItem {
  if (!row.is_folder) return presentTreeRow(row, proposed);
  const isProposed = [...proposed.values()].some((path) => path.startsWith(row.folder));
  const folder: MemoryTreeFolder = {
    type: "memory_prefix",
    path: row.folder,
    joined_path: row.first_path === null || row.last_path === null ? null : commonFolder(row.first_path, row.last_path),
    file_count: row.file_count,
    // Null of a past moment, whatever the column's type says of files.
    updated_at: (row.updated_at as Date | null)?.toISOString() ?? null,
    flags: isProposed ? ["proposed"] : [],
  };
  return folder;
}

/** The deepest folder that holds both paths, and with them all that stand between them in byte order. */
function commonFolder(first: string, last: string): string {
  let end = 0;
  for (let at = 0; at < first.length && first[at] === last[at]; at += 1) if (first[at] === "/") end = at;
  return first.slice(0, end + 1);
}

function placeAfter(row: Row): string {
  return row.is_folder ? `${row.folder.slice(0, -1)}0` : `${row.path}\u0001`;
}
