import { presentActor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryTreeFlag, MemoryTreeRow } from "@/lib/contract/memory-tree";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "./require-store";
import { momentValue, pinOf, readPin } from "./time/pinned-moment";
import { statesAt } from "./time/states-at";

export interface ListTreeInput {
  memoryStoreId: string;
  /** Starts and ends with /. */
  pathPrefix: string;
  /** The store as it was at this moment; left out = now. */
  at?: Date | undefined;
  includeDeleted: boolean;
  limit: number;
  page?: string | undefined;
}

interface Row {
  path: string;
  memory_id: string;
  size: number;
  updated_at: Date;
  author_kind: string | null;
  author_id: string | null;
  is_deleted: boolean;
  has_redacted: boolean;
  /** Of a past moment: what the first page saw. */
  pin: string;
}

const order = "memory_tree:path";
const pastOrder = "memory_tree_at:path";
const moment = { memoryStoreId: "$1", at: "$7", pin: "$8" };

// $1 store, $2 and $3 the prefix's range, $4 and $5 the place after which the page begins, $6 one row more than the page.
const liveRows = `
  SELECT m.path, m.id AS memory_id, m.content_size_bytes AS size, m.updated_at, m.memory_version_id AS version_id,
         false AS is_deleted
  FROM memory m
  WHERE m.memory_store_id = $1 AND m.path >= $2 AND m.path < $3 AND m.path >= $4 AND (m.path, m.id) > ($4, $5)`;

const deletedRows = `
  SELECT v.path, v.memory_id, 0 AS size, v.created_at AS updated_at, v.id AS version_id, true AS is_deleted
  FROM memory_version v
  WHERE v.memory_store_id = $1 AND v.operation = 'deleted' AND v.path >= $2 AND v.path < $3
    AND (v.path, v.memory_id) > ($4, $5)
    AND NOT EXISTS (SELECT 1 FROM memory_version later WHERE later.memory_store_id = $1
                    AND later.memory_id = v.memory_id AND later.sequence > v.sequence)`;

// $7 the moment, $8 what the first page saw.
const pastRange = { from: "c.path >= $2 AND c.path >= $4 AND (c.path, c.memory_id) > ($4, $5)", until: "c.path < $3" };
const pastRows = (includeDeleted: boolean) => `
  SELECT s.path, s.memory_id, coalesce(v.content_size_bytes, 0) AS size, v.created_at AS updated_at, v.id AS version_id,
         s.operation = 'deleted' AS is_deleted
  FROM (${statesAt(moment, pastRange, includeDeleted)} LIMIT $6) s
  JOIN memory_version v ON v.memory_store_id = $1 AND v.memory_id = s.memory_id AND v.sequence = s.sequence`;

function pageQuery({ at, includeDeleted }: ListTreeInput): string {
  const now = includeDeleted ? `${liveRows} UNION ALL ${deletedRows}` : liveRows;
  return `
    SELECT f.path, f.memory_id, f.size, f.updated_at, f.is_deleted, v.author_kind, v.author_id,
           EXISTS (SELECT 1 FROM memory_version r WHERE r.memory_store_id = $1 AND r.memory_id = f.memory_id
                   AND r.redacted_at IS NOT NULL) AS has_redacted,
           ${at === undefined ? "''" : "coalesce($8::text, pg_current_snapshot()::text)"} AS pin
    FROM (SELECT * FROM (${at === undefined ? now : pastRows(includeDeleted)}) every_row
          ORDER BY path, memory_id LIMIT $6) f
    JOIN memory_version v ON v.memory_store_id = $1 AND v.id = f.version_id
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
  const { rows } = await reader.query<Row>(pageQuery(input), [
    input.memoryStoreId,
    input.pathPrefix,
    `${input.pathPrefix.slice(0, -1)}0`,
    path,
    memoryId,
    input.limit + 1,
    ...(at === undefined ? [] : [momentValue(at), readPin(pin)]),
  ]);
  const page = toPage(rows, input.limit, (row) =>
    at === undefined
      ? { order, key: [row.path, row.memory_id] }
      : { order: pastOrder, key: [row.path, row.memory_id, pinOf(row.pin)] },
  );
  const proposed = await findProposed(reader, ctx, input);
  return { data: page.data.map((row) => present(row, proposed)), next_page: page.next_page };
}

/** The memories that a dream awaiting review would change; nobody learns of dreams through a tree who may not read them. */
async function findProposed(reader: Tx, ctx: Ctx, input: ListTreeInput): Promise<ReadonlySet<string>> {
  if (input.at !== undefined || !ctx.actor.permissions.has("dream:read")) return new Set();
  const { rows } = await reader.query<{ base_memory_id: string }>(
    `SELECT DISTINCT c.base_memory_id FROM dream d JOIN dream_change c ON c.dream_id = d.id
     WHERE d.memory_store_id = $1 AND d.workspace_id = $2 AND d.status = 'completed' AND d.archived_at IS NULL
       AND d.review_state IN ('unreviewed', 'in_review')
       AND c.base_memory_id IS NOT NULL AND c.decision <> 'rejected' AND c.applied_at IS NULL`,
    [input.memoryStoreId, ctx.actor.workspaceId],
  );
  return new Set(rows.map((row) => row.base_memory_id));
}

function present(row: Row, proposed: ReadonlySet<string>): MemoryTreeRow {
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
