import type { MemoryState } from "@/lib/contract/memory-difference";
import type { Tx } from "@/lib/db/transaction";
import { momentValue } from "./pinned-moment";
import { statesAt } from "./states-at";

export interface StateRow extends MemoryState {
  updated_at: Date;
}

/** One side of a comparison: the live files of a store, or those that it had at a moment. */
export type Side =
  | { kind: "now"; memoryStoreId: string }
  | { kind: "past"; memoryStoreId: string; at: Date; pin: string | null };

export interface Scope {
  /** Starts and ends with /. */
  pathPrefix: string;
  /** Only what stands behind this path; "" = from the beginning. */
  afterPath: string;
}

const chunkSizes = { first: 250, most: 4000 };
const range = { from: "c.path >= $2 AND c.path > $4", until: "c.path < $3" };

const nowQuery = (limit: number) => `
  SELECT c.path, c.id AS memory_id, c.memory_version_id, c.content_sha256, c.content_size_bytes, c.updated_at
  FROM memory c WHERE c.memory_store_id = $1 AND ${range.from} AND ${range.until} ORDER BY c.path LIMIT ${limit}`;

const pastQuery = (limit: number) => `
  SELECT s.path, v.memory_id, v.id AS memory_version_id, v.content_sha256, v.content_size_bytes, v.created_at AS updated_at
  FROM (${statesAt({ memoryStoreId: "$1", at: "$5", pin: "$6" }, range)} LIMIT ${limit}) s
  JOIN memory_version v ON v.memory_store_id = $1 AND v.memory_id = s.memory_id AND v.sequence = s.sequence
  ORDER BY s.path, s.memory_id`;

/**
 * The files of one side in order of their paths. Where clocks disagreed so that two files seem to stand at one path, the later
 * one counts.
 */
export async function* walkStates(tx: Tx, side: Side, scope: Scope): AsyncGenerator<StateRow> {
  const held: StateRow[] = [];
  for await (const row of readStates(tx, side, scope)) {
    const previous = held.pop();
    const isSamePath = previous?.path === row.path;
    if (previous !== undefined && !isSamePath) yield previous;
    held.push(isSamePath ? later(previous, row) : row);
  }
  yield* held;
}

/** Reads in growing chunks. The last path of a chunk may go on in the next one, which then begins with all of it. */
async function* readStates(tx: Tx, side: Side, scope: Scope): AsyncGenerator<StateRow> {
  let after = scope.afterPath;
  for (let size = chunkSizes.first; ; size = Math.min(size * 2, chunkSizes.most)) {
    const rows = await readChunk(tx, side, scope.pathPrefix, after, size);
    const last = rows.at(-1)?.path;
    if (rows.length < size || last === undefined) {
      yield* rows;
      return;
    }
    const complete = rows.filter((row) => row.path !== last);
    yield* complete;
    after = complete.at(-1)?.path ?? after;
  }
}

function later(previous: StateRow, row: StateRow): StateRow {
  return previous.updated_at > row.updated_at ? previous : row;
}

async function readChunk(tx: Tx, side: Side, prefix: string, after: string, size: number): Promise<StateRow[]> {
  const values = [side.memoryStoreId, prefix, `${prefix.slice(0, -1)}0`, after];
  if (side.kind === "now") return (await tx.query<StateRow>(nowQuery(size), values)).rows;
  return (await tx.query<StateRow>(pastQuery(size), [...values, momentValue(side.at), side.pin])).rows;
}
