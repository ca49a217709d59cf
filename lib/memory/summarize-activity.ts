import { presentActor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryActivity } from "@/lib/contract/memory-activity";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "./require-store";

export interface SummarizeActivityInput {
  memoryStoreId: string;
  by: MemoryActivity["by"];
  /** Left out: 90 days before `to`. */
  from?: Date | undefined;
  /** The first moment that no longer counts; left out: now. */
  to?: Date | undefined;
}

const dayMs = 86_400_000;
const usualSpanMs = 90 * dayMs;
const dayLimit = 731;
const groupLimit = 100;
const actorsPerDay = 8;

interface Counts {
  created: number;
  modified: number;
  deleted: number;
}

interface Group extends Counts {
  author_kind: string | null;
  author_id: string | null;
  path: string;
  last_at: Date;
}

// $1 store, $2 and $3 the time, $4 how many groups.
const counted = `
  count(*) FILTER (WHERE operation = 'created')::int AS created,
  count(*) FILTER (WHERE operation = 'modified')::int AS modified,
  count(*) FILTER (WHERE operation = 'deleted')::int AS deleted`;
const written = "FROM memory_version WHERE memory_store_id = $1 AND created_at >= $2 AND created_at < $3";

const actorsQuery = `
  SELECT author_kind, author_id, ${counted}, max(created_at) AS last_at ${written}
  GROUP BY author_kind, author_id ORDER BY count(*) DESC, author_kind, author_id LIMIT $4`;

const pathsQuery = `
  SELECT path, ${counted}, max(created_at) AS last_at ${written} AND path IS NOT NULL
  GROUP BY path ORDER BY count(*) DESC, path LIMIT $4`;

const daysQuery = `
  SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, author_kind, author_id, ${counted} ${written}
  GROUP BY day, author_kind, author_id`;

/**
 * Counts what was written to a store in a time, for charts: the 100 busiest actors or paths, or every UTC day with something on
 * it. Throws NotFoundError, and InvalidRequestError for a time that ends before it begins or has more than 731 days.
 */
export async function summarizeActivity(ctx: Ctx, input: SummarizeActivityInput): Promise<MemoryActivity> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const to = input.to ?? new Date(ctx.clock().getTime() + 1);
  const from = input.from ?? new Date(to.getTime() - usualSpanMs);
  if (from > to) throw new InvalidRequestError("from: must not be after to.");
  if (input.by === "day" && to.getTime() - from.getTime() > dayLimit * dayMs) {
    throw new InvalidRequestError(`from: at most ${dayLimit} days can be counted one by one.`);
  }
  const span = { from: from.toISOString(), to: to.toISOString() };
  const values = [input.memoryStoreId, from, to];
  if (input.by === "day") return { by: "day", ...span, data: await countDays(reader, values) };
  const query = input.by === "actor" ? actorsQuery : pathsQuery;
  const { rows } = await reader.query<Group>(query, [...values, groupLimit + 1]);
  const shown = rows.slice(0, groupLimit);
  const truncated = rows.length > groupLimit;
  const rest = (row: Group) => ({ ...countsOf(row), last_at: row.last_at.toISOString() });
  return input.by === "actor"
    ? {
        by: "actor",
        ...span,
        data: shown.map((row) => ({ actor: presentActor(row.author_kind, row.author_id), ...rest(row) })),
        truncated,
      }
    : { by: "path", ...span, data: shown.map((row) => ({ path: row.path, ...rest(row) })), truncated };
}

type Days = Extract<MemoryActivity, { by: "day" }>["data"];

async function countDays(reader: Tx, values: readonly unknown[]): Promise<Days> {
  const { rows } = await reader.query<Omit<Group, "path" | "last_at"> & { day: string }>(daysQuery, values);
  const totals = new Map<string, { actor: ReturnType<typeof presentActor>; count: number }>();
  const days = new Map<string, Counts & { byActor: Map<string, number> }>();
  for (const row of rows) {
    const key = `${row.author_kind} ${row.author_id}`;
    const count = row.created + row.modified + row.deleted;
    const total = totals.get(key) ?? { actor: presentActor(row.author_kind, row.author_id), count: 0 };
    totals.set(key, { ...total, count: total.count + count });
    const day = days.get(row.day) ?? { created: 0, modified: 0, deleted: 0, byActor: new Map<string, number>() };
    day.created += row.created;
    day.modified += row.modified;
    day.deleted += row.deleted;
    day.byActor.set(key, count);
    days.set(row.day, day);
  }
  const busiest = [...totals]
    .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
    .slice(0, actorsPerDay);
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { byActor, ...counts }]) => ({
      day,
      ...counts,
      actors: busiest.flatMap(([key, { actor }]) => {
        const count = byActor.get(key);
        return count === undefined ? [] : [{ actor, count }];
      }),
    }));
}

function countsOf({ created, modified, deleted }: Counts): Counts {
  return { created, modified, deleted };
}
