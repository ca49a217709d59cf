import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "./require-store";
import { momentValue, pinOf, readPin } from "./time/pinned-moment";
import { statesAt } from "./time/states-at";
import { authorOfVersion, findProposed, presentTreeRow, type TreeRowRecord } from "./tree-row";

export interface ListTreeInput {
  memoryStoreId: string;
  /** Starts and ends with /. */
  pathPrefix: string;
  /** The store as it was at this moment; left out = now. */
  at?: Date | undefined;
  includeDeleted: boolean;
  /** Only the files at these paths. */
  paths?: readonly string[] | undefined;
  /** Only paths that hold this text, whatever its capitals. */
  contains?: string | undefined;
  limit: number;
  page?: string | undefined;
}

interface Row extends TreeRowRecord {
  /** Of a past moment: what the first page saw. */
  pin: string;
}

const order = "memory_tree:path";
const pastOrder = "memory_tree_at:path";
const moment = { memoryStoreId: "$1", at: "$7", pin: "$8" };

// $1 store, $2 and $3 the prefix's range, $4 and $5 the place after which the page begins, $6 one row more than the page.
const liveRows = (narrow: string) => `
  SELECT m.path, m.id AS memory_id, m.content_size_bytes AS size, m.updated_at, m.memory_version_id AS version_id,
         false AS is_deleted
  FROM memory m
  WHERE m.memory_store_id = $1 AND m.path >= $2 AND m.path < $3 AND m.path >= $4 AND (m.path, m.id) > ($4, $5)${narrow}`;

const deletedRows = (narrow: string) => `
  SELECT v.path, v.memory_id, 0 AS size, v.created_at AS updated_at, v.id AS version_id, true AS is_deleted
  FROM memory_version v
  WHERE v.memory_store_id = $1 AND v.operation = 'deleted' AND v.path >= $2 AND v.path < $3
    AND (v.path, v.memory_id) > ($4, $5)${narrow}
    AND NOT EXISTS (SELECT 1 FROM memory_version later WHERE later.memory_store_id = $1
                    AND later.memory_id = v.memory_id AND later.sequence > v.sequence)`;

// $7 the moment, $8 what the first page saw.
const pastRange = (narrow: string) => ({
  from: "c.path >= $2 AND c.path >= $4 AND (c.path, c.memory_id) > ($4, $5)",
  // The end of the range holds at every step of the walk, its beginning at the first one only.
  until: `c.path < $3${narrow}`,
});
const pastRows = (includeDeleted: boolean, narrow: string) => `
  SELECT s.path, s.memory_id, coalesce(v.content_size_bytes, 0) AS size, v.created_at AS updated_at, v.id AS version_id,
         s.operation = 'deleted' AS is_deleted
  FROM (${statesAt(moment, pastRange(narrow), includeDeleted)} LIMIT $6) s
  JOIN memory_version v ON v.memory_store_id = $1 AND v.memory_id = s.memory_id AND v.sequence = s.sequence`;

/** Conditions on the path, and the values that they compare it with; `first` is the number of the first value. */
function narrowing({ paths, contains }: ListTreeInput, first: number) {
  const values: unknown[] = [];
  let conditions = "";
  if (paths !== undefined) conditions += ` AND %path = ANY($${first + values.push(paths) - 1}::text[])`;
  if (contains !== undefined) {
    const value = `$${first + values.push(contains) - 1}::text COLLATE pg_c_utf8`;
    conditions += ` AND strpos(lower(%path COLLATE pg_c_utf8), lower(${value})) > 0`;
  }
  return { of: (table: string) => conditions.replaceAll("%path", `${table}.path`), values };
}

function pageQuery({ at, includeDeleted }: ListTreeInput, narrow: { of: (table: string) => string }): string {
  const live = liveRows(narrow.of("m"));
  const now = includeDeleted ? `${live} UNION ALL ${deletedRows(narrow.of("v"))}` : live;
  return `
    SELECT f.path, f.memory_id, f.size, f.updated_at, f.is_deleted, v.author_kind, v.author_id,
           EXISTS (SELECT 1 FROM memory_version r WHERE r.memory_store_id = $1 AND r.memory_id = f.memory_id
                   AND r.redacted_at IS NOT NULL) AS has_redacted,
           ${at === undefined ? "''" : "coalesce($8::text, pg_current_snapshot()::text)"} AS pin
    FROM (SELECT * FROM (${at === undefined ? now : pastRows(includeDeleted, narrow.of("c"))}) every_row
          ORDER BY path, memory_id LIMIT $6) f
    JOIN LATERAL (${authorOfVersion}) v ON v.id = f.version_id
    ORDER BY f.path, f.memory_id`;
}

/**
 * The files of a store as compact rows in byte order of their paths. Deleted files, where asked for, stand at the path that
 * they had; one whose path was redacted cannot. The cursor is a place in that order, so paging is safe under writes; all pages
 * of a past moment show what was written when the first was read.
 * Throws NotFoundError, InvalidRequestError.
 */
export async function listTree(ctx: Ctx, input: ListTreeInput) {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const { at } = input;
  const key = at === undefined ? decodeCursor(input.page, order, 2) : decodeCursor(input.page, pastOrder, 3);
  const [path = input.pathPrefix, memoryId = "", pin] = key ?? [];
  if (!path.isWellFormed()) throw new InvalidRequestError("page: is not a cursor of this list.");
  const now = at === undefined;
  const narrow = narrowing(input, now ? 7 : 9);
  const { rows } = await reader.query<Row>(pageQuery(input, narrow), [
    input.memoryStoreId,
    input.pathPrefix,
    `${input.pathPrefix.slice(0, -1)}0`,
    path,
    memoryId,
    input.limit + 1,
    ...(now ? [] : [momentValue(at), readPin(pin)]),
    ...narrow.values,
  ]);
  const page = toPage(rows, input.limit, (row) =>
    at === undefined
      ? { order, key: [row.path, row.memory_id] }
      : { order: pastOrder, key: [row.path, row.memory_id, pinOf(row.pin)] },
  );
  const proposed = now ? await findProposed(reader, ctx, input.memoryStoreId) : new Map<string, string>();
  return { data: page.data.map((row) => presentTreeRow(row, proposed)), next_page: page.next_page };
}
