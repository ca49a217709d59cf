import type { ActorKind } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { View } from "@/lib/contract/memory";
import type { MemoryOperation, Via } from "@/lib/contract/memory-version";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { type MemoryVersionRow, presentMemoryVersion, versionColumns } from "./memory-version-row";
import { requireStore } from "./require-store";

export interface ListMemoryVersionsInput {
  memoryStoreId: string;
  memoryId?: string | undefined;
  operation?: MemoryOperation | undefined;
  /** Filters combine: two different authors match nothing. */
  author: Partial<Record<ActorKind, string | undefined>>;
  via?: Via | undefined;
  pathPrefix?: string | undefined;
  createdFrom?: Date | undefined;
  createdUntil?: Date | undefined;
  view: View;
  limit: number;
  page?: string | undefined;
}

const order = "memory_versions:desc";
const fullViewLimit = 20;

/** The history of a store, newest first, with what was deleted. Throws NotFoundError. */
export async function listMemoryVersions(ctx: Ctx, input: ListMemoryVersionsInput) {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const limit = input.view === "full" ? Math.min(input.limit, fullViewLimit) : input.limit;
  const after = decodeCursor(input.page, order, 2);
  const values: unknown[] = [input.memoryStoreId];
  const conditions = ["memory_store_id = $1"];
  const where = (condition: (...places: string[]) => string, ...given: unknown[]): void => {
    if (given.some((value) => value === undefined)) return;
    conditions.push(condition(...given.map((value) => `$${values.push(value)}`)));
  };
  where((id) => `memory_id = ${id}`, input.memoryId);
  where((operation) => `operation = ${operation}`, input.operation);
  for (const [kind, id] of Object.entries(input.author)) {
    if (id !== undefined) where((k, i) => `author_kind = ${k} AND author_id = ${i}`, kind, id);
  }
  where((via) => `via = ${via}`, input.via);
  where((prefix) => `starts_with(path, ${prefix})`, input.pathPrefix);
  where((time) => `created_at >= ${time}`, input.createdFrom);
  where((time) => `created_at <= ${time}`, input.createdUntil);
  if (after !== null) where((time, id) => `(created_at, id) < (${time}, ${id})`, cursorTime(after[0]), after[1]);
  const { rows } = await reader.query<MemoryVersionRow>(
    `SELECT ${versionColumns(input.view)} FROM memory_version WHERE ${conditions.join(" AND ")}
     ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`,
    values,
  );
  const page = toPage(rows, limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map((row) => presentMemoryVersion(row, input.view)), next_page: page.next_page };
}
