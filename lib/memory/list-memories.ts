import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryListItem, View } from "@/lib/contract/memory";
import { decodeCursor, encodeCursor } from "@/lib/db/keyset-page";
import { isoTimes } from "@/lib/db/timestamps";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type MemoryRow, presentMemoryOf } from "./memory-row";
import { requireStore } from "./require-store";

export interface ListMemoriesInput {
  memoryStoreId: string;
  /** Starts and ends with /. */
  pathPrefix: string;
  depth: "subtree" | "children";
  view: View;
  limit: number;
  page?: string | undefined;
}

const order = "memories:path";
const fullViewLimit = 20;

// A folder is skipped in one step: the character after / is 0, so its subtree ends before <folder>0. Paths hold no
// control characters, so <path>U+0001 is the first text after a path.
// Without the store's id, which is the same on every row.
const columns = "m.id, m.path, m.memory_version_id, m.content_sha256, m.content_size_bytes, m.created_at, m.updated_at";

const childrenQuery = (content: Content) => `
  WITH RECURSIVE item AS (
    (SELECT path, split_part(substr(path, length($2) + 1), '/', 1) AS segment,
            strpos(substr(path, length($2) + 1), '/') > 0 AS is_folder
     FROM memory WHERE memory_store_id = $1 AND path >= $3 AND path >= $2 AND path < $4 ORDER BY path LIMIT 1)
    UNION ALL
    SELECT n.path, split_part(substr(n.path, length($2) + 1), '/', 1), strpos(substr(n.path, length($2) + 1), '/') > 0
    FROM item
    CROSS JOIN LATERAL (
      SELECT path FROM memory
      WHERE memory_store_id = $1 AND path < $4
        AND path >= CASE WHEN item.is_folder THEN $2 || item.segment || '0' ELSE item.path || chr(1) END COLLATE "C"
      ORDER BY path LIMIT 1
    ) n
  )
  SELECT i.is_folder, $2 || i.segment || '/' AS folder, ${columns}, ${content.column} AS content
  FROM (SELECT * FROM item LIMIT $5) i
  LEFT JOIN memory m ON NOT i.is_folder AND m.memory_store_id = $1 AND m.path = i.path
  ${content.join}
  WHERE EXISTS (SELECT 1 FROM memory_store WHERE id = $1 AND workspace_id = $6)
  ORDER BY i.path`;

const subtreeQuery = (content: Content) => `
  SELECT ${columns}, ${content.column} AS content
  FROM (SELECT * FROM memory WHERE memory_store_id = $1 AND path >= $3 AND path >= $2 AND path < $4
        ORDER BY path LIMIT $5) m
  ${content.join}
  WHERE EXISTS (SELECT 1 FROM memory_store WHERE id = $1 AND workspace_id = $6)
  ORDER BY m.path`;

interface Content {
  column: string;
  join: string;
}

// Not one statement with a switch: a plan for any values would look every version up.
const contents: Record<View, Content> = {
  basic: { column: "NULL", join: "" },
  full: {
    column: "v.content",
    join: "LEFT JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id",
  },
};

type Row = Omit<MemoryRow<string>, "memory_store_id" | "sequence"> & { is_folder?: boolean; folder: string };

/**
 * Memories under a prefix in byte order of their paths; with depth `children`, deeper ones stand as one
 * `memory_prefix` each. The cursor is a place in that order, so paging is safe under writes. A full page holds at most 20.
 * Throws NotFoundError, InvalidRequestError.
 */
export async function listMemories(ctx: Ctx, input: ListMemoriesInput) {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  const limit = input.view === "full" ? Math.min(input.limit, fullViewLimit) : input.limit;
  const from = decodeCursor(input.page, order, 1)?.[0] ?? input.pathPrefix;
  if (!from.isWellFormed()) throw new InvalidRequestError("page: is not a cursor of this list.");
  const { rows } = await reader.query<Row>({
    types: isoTimes,
    name: `list-memories-${input.depth}-${input.view}`,
    text: (input.depth === "children" ? childrenQuery : subtreeQuery)(contents[input.view]),
    values: [
      input.memoryStoreId,
      input.pathPrefix,
      from,
      `${input.pathPrefix.slice(0, -1)}0`,
      limit + 1,
      ctx.actor.workspaceId,
    ],
  });
  if (rows.length === 0) await requireStore(reader, ctx, input.memoryStoreId);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => present(row, input)),
    next_page: rows.length > limit && last !== undefined ? encodeCursor({ order, key: [placeAfter(last)] }) : null,
  };
}

function present(row: Row, { memoryStoreId, view }: ListMemoriesInput): MemoryListItem {
  return row.is_folder === true
    ? { type: "memory_prefix", path: row.folder }
    : presentMemoryOf(memoryStoreId, row, view);
}

function placeAfter(row: Row): string {
  return row.is_folder === true ? `${row.folder.slice(0, -1)}0` : `${row.path}\u0001`;
}
