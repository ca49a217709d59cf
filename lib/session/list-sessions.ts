import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Session, SessionOutcome, SessionStatus } from "@/lib/contract/session";
import { cursorTime, decodeCursor, encodeCursor } from "@/lib/db/keyset-page";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { loadSessionResources } from "./load-session-resources";
import { presentSession, type SessionRow, sessionColumns } from "./session-row";
import { sessionVisibility, visibleSession } from "./session-visibility";

export interface SessionFilter {
  agentId?: string | undefined;
  agentVersion?: number | undefined;
  deploymentId?: string | undefined;
  memoryStoreId?: string | undefined;
  statuses?: SessionStatus[] | undefined;
  recorded?: boolean | undefined;
  outcome?: SessionOutcome | undefined;
  /** Text in the title, in any case. */
  titleText?: string | undefined;
  includeArchived: boolean;
  createdAfter?: Date | undefined;
  createdFrom?: Date | undefined;
  createdBefore?: Date | undefined;
  createdUntil?: Date | undefined;
  order: "asc" | "desc";
  limit: number;
  page?: string | undefined;
}

export interface SessionPage {
  data: Session[];
  next_page: string | null;
  prev_page: string | null;
}

/** Where a page lies: beyond a row in the order of the list, or before it. */
interface Place {
  direction: "next" | "prev";
  createdAt: Date;
  id: string;
}

/**
 * The sessions that the actor may see, by time of making, in pages that can be turned both ways. Throws
 * PermissionError, and InvalidRequestError for a cursor of another order or outside the filter.
 */
export async function listSessions(ctx: Ctx, filter: SessionFilter): Promise<SessionPage> {
  requirePermission(ctx.actor, "session:read");
  const place = readPlace(filter);
  const isBackward = place?.direction === "prev";
  const isDescending = (filter.order === "desc") !== isBackward;
  const comparison = isDescending ? "<" : ">";
  const sqlOrder = isDescending ? "DESC" : "ASC";
  const { rows } = await readerOf(ctx).query<SessionRow>(
    `SELECT ${sessionColumns} FROM session s
     WHERE s.workspace_id = $1 AND ${visibleSession(2)}
       AND ($4::text IS NULL OR s.agent_id = $4) AND ($5::int IS NULL OR s.agent_version = $5)
       AND ($6::text IS NULL OR s.deployment_id = $6)
       AND ($7::text IS NULL OR EXISTS (
         SELECT 1 FROM session_attachment m WHERE m.memory_store_id = $7 AND m.session_id = s.id))
       AND ($8::text[] IS NULL OR s.status = ANY($8))
       AND ($9::boolean IS NULL OR s.recorded = $9) AND ($10::text IS NULL OR s.outcome = $10)
       AND ($11::text IS NULL OR strpos(lower(s.title), lower($11)) > 0)
       AND ($12 OR s.archived_at IS NULL)
       AND ($13::timestamptz IS NULL OR s.created_at > $13) AND ($14::timestamptz IS NULL OR s.created_at >= $14)
       AND ($15::timestamptz IS NULL OR s.created_at < $15) AND ($16::timestamptz IS NULL OR s.created_at <= $16)
       AND ($17::timestamptz IS NULL OR (s.created_at, s.id) ${comparison} ($17, $18))
     ORDER BY s.created_at ${sqlOrder}, s.id ${sqlOrder} LIMIT $19`,
    [
      ctx.actor.workspaceId,
      ...sessionVisibility(ctx.actor),
      filter.agentId,
      filter.agentId === undefined ? null : filter.agentVersion,
      filter.deploymentId,
      filter.memoryStoreId,
      filter.statuses,
      filter.recorded,
      filter.outcome,
      filter.titleText || null,
      filter.includeArchived,
      filter.createdAfter,
      filter.createdFrom,
      filter.createdBefore,
      filter.createdUntil,
      place?.createdAt,
      place?.id,
      filter.limit + 1,
    ],
  );
  const hasMore = rows.length > filter.limit;
  const page = rows.slice(0, filter.limit);
  if (isBackward) page.reverse();
  const resources = await loadSessionResources(
    readerOf(ctx),
    page.map((row) => row.id),
  );
  return {
    data: page.map((row) => presentSession(row, resources.get(row.id)?.map((placed) => placed.resource) ?? [])),
    next_page: isBackward || hasMore ? cursorAt(filter, "next", page.at(-1)) : null,
    prev_page: (isBackward ? hasMore : place !== null) ? cursorAt(filter, "prev", page[0]) : null,
  };
}

function orderName(filter: SessionFilter): string {
  return `sessions:${filter.order}`;
}

function cursorAt(filter: SessionFilter, direction: "next" | "prev", row: SessionRow | undefined): string | null {
  if (row === undefined) return null;
  return encodeCursor({ order: orderName(filter), key: [direction, String(row.created_at.getTime()), row.id] });
}

function readPlace(filter: SessionFilter): Place | null {
  const key = decodeCursor(filter.page, orderName(filter), 3);
  if (key === null) return null;
  const [direction, time, id = ""] = key;
  if (direction !== "next" && direction !== "prev")
    throw new InvalidRequestError("page: is not a cursor of this list.");
  const createdAt = cursorTime(time);
  const { createdAfter, createdFrom, createdBefore, createdUntil } = filter;
  const isOutside =
    (createdAfter !== undefined && createdAt <= createdAfter) ||
    (createdFrom !== undefined && createdAt < createdFrom) ||
    (createdBefore !== undefined && createdAt >= createdBefore) ||
    (createdUntil !== undefined && createdAt > createdUntil);
  if (isOutside) throw new InvalidRequestError("page: the cursor lies outside of the created_at filter.");
  return { direction, createdAt, id };
}
