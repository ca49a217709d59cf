import { type Ctx, readerOf } from "@/lib/access/context";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type BasicEvent, basicEventColumns, type EventRow, eventColumns, presentEvent } from "./event-row";
import { loadSession } from "./load-session";

export interface EventFilter {
  types?: readonly string[] | undefined;
  processedAfter?: Date | undefined;
  processedFrom?: Date | undefined;
  processedBefore?: Date | undefined;
  processedUntil?: Date | undefined;
  /** Text anywhere in the content, in any case. */
  text?: string | undefined;
  /** Only results that say that they failed, and errors of the session. */
  onlyErrors?: boolean | undefined;
  /** Only calls of this tool. */
  toolName?: string | undefined;
  /** The first page then has this event in its middle. */
  aroundEventId?: string | undefined;
  view: "basic" | "full";
  order: "asc" | "desc";
  limit: number;
  page?: string | undefined;
}

/** A place in the list; events of one moment stand in the order of their arrival. */
interface Place {
  listedAt: Date;
  sequence: number;
}

/**
 * A session's events by the time they were processed, queued ones by their arrival. Throws NotFoundError for the
 * session or the event to look around, InvalidRequestError for a cursor of another order.
 */
export async function listSessionEvents(
  ctx: Ctx,
  sessionId: string,
  filter: EventFilter,
): Promise<{ data: BasicEvent[]; next_page: string | null }> {
  const db = readerOf(ctx);
  await loadSession(db, ctx, sessionId);
  const order = `events:${filter.order}`;
  const after = decodeCursor(filter.page, order, 2);
  const rows =
    after === null && filter.aroundEventId !== undefined
      ? await selectAround(db, sessionId, filter, filter.aroundEventId)
      : await selectEvents(db, sessionId, filter, {
          place: after === null ? null : { listedAt: cursorTime(after[0]), sequence: cursorTime(after[1]).getTime() },
          isInclusive: false,
          order: filter.order,
          limit: filter.limit + 1,
        });
  const page = toPage(rows, filter.limit, (row) => ({
    order,
    key: [String(row.listed_at.getTime()), String(row.sequence)],
  }));
  return { data: page.data.map((row) => presentEvent(row, filter.view)), next_page: page.next_page };
}

async function selectAround(db: Queryable, sessionId: string, filter: EventFilter, eventId: string) {
  const { rows } = await db.query<{ listed_at: Date; sequence: number }>(
    "SELECT listed_at, sequence FROM session_event WHERE session_id = $1 AND id = $2",
    [sessionId, eventId],
  );
  const anchor = rows[0];
  if (anchor === undefined) throw new NotFoundError("event", eventId);
  const place = { listedAt: anchor.listed_at, sequence: anchor.sequence };
  const backward = filter.order === "asc" ? "desc" : "asc";
  const before = await selectEvents(db, sessionId, filter, {
    place,
    isInclusive: false,
    order: backward,
    limit: Math.floor((filter.limit - 1) / 2),
  });
  const from = await selectEvents(db, sessionId, filter, {
    place,
    isInclusive: true,
    order: filter.order,
    limit: filter.limit - before.length + 1,
  });
  return [...before.reverse(), ...from];
}

async function selectEvents(
  db: Queryable,
  sessionId: string,
  filter: EventFilter,
  range: { place: Place | null; isInclusive: boolean; order: "asc" | "desc"; limit: number },
): Promise<EventRow[]> {
  const comparison = (range.order === "asc" ? ">" : "<") + (range.isInclusive ? "=" : "");
  const { rows } = await db.query<EventRow>(
    `SELECT ${filter.view === "basic" ? basicEventColumns : eventColumns} FROM session_event e
     WHERE e.session_id = $1
       AND ($2::text[] IS NULL OR e.type = ANY($2))
       AND ($3::timestamptz IS NULL OR e.processed_at > $3) AND ($4::timestamptz IS NULL OR e.processed_at >= $4)
       AND ($5::timestamptz IS NULL OR e.processed_at < $5) AND ($6::timestamptz IS NULL OR e.processed_at <= $6)
       AND ($7::text IS NULL OR EXISTS (
         SELECT 1 FROM jsonb_path_query(e.payload, 'strict $.**') AS part
         WHERE jsonb_typeof(part) = 'string' AND strpos(lower(part #>> '{}'), lower($7)) > 0))
       AND ($11::boolean IS NOT TRUE OR e.payload @> '{"is_error": true}' OR e.type IN ('session.error', 'workflow_run.error'))
       AND ($12::text IS NULL OR (e.payload->>'name' = $12
         AND e.type IN ('agent.tool_use', 'agent.mcp_tool_use', 'agent.custom_tool_use')))
       AND ($8::timestamptz IS NULL OR (e.listed_at, e.sequence) ${comparison} ($8, $9::bigint))
     ORDER BY e.listed_at ${range.order}, e.sequence ${range.order} LIMIT $10`,
    [
      sessionId,
      filter.types,
      filter.processedAfter,
      filter.processedFrom,
      filter.processedBefore,
      filter.processedUntil,
      filter.text || null,
      range.place?.listedAt,
      range.place?.sequence,
      range.limit,
      filter.onlyErrors,
      filter.toolName,
    ],
  );
  return rows;
}
