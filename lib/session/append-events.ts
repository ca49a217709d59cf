import { eventReferenceFields } from "@/lib/contract/session-event";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { type EventRow, eventColumns, type ReportedEvent } from "./event-row";
import { foldEvents } from "./fold-events";
import { type SessionRow, sessionColumns } from "./session-row";

/** An event on its way in. `payload` holds the wire fields without id, type, processed_at and reverie. */
export interface NewEvent {
  type: string;
  payload: Record<string, unknown>;
  /** The id that its source gave it, unique in the session. */
  sourceId?: string | null;
  /** `queued` until something works on it; `now` when left out. */
  processedAt?: Date | "queued" | "now";
  occurredAt?: Date | null;
  trusted?: boolean;
  reportedEvent?: ReportedEvent | null;
}

const rowsPerInsert = 500;

/**
 * Adds events to a session whose row the caller has locked, which makes sequence commit order, and carries status,
 * usage and outcomes of the session along, in the row given too. References to ids of the source become ours. Returns what was stored.
 */
export async function appendEvents(
  tx: Tx,
  session: SessionRow,
  events: readonly NewEvent[],
  clockNow: Date,
): Promise<EventRow[]> {
  if (events.length === 0) return [];
  const now = arrivalTime(session, clockNow);
  const ids = events.map(() => newId("event"));
  const ourIds = await mapReferences(tx, session.id, events, ids);
  const rows = events.map((event, index): EventRow => {
    const processedAt =
      event.processedAt === "queued"
        ? null
        : event.processedAt === undefined || event.processedAt === "now"
          ? now
          : event.processedAt;
    return {
      sequence: session.last_sequence + index + 1,
      id: ids[index] ?? "",
      type: event.type,
      payload: withOurIds(event.payload, ourIds),
      processed_at: processedAt,
      listed_at: processedAt ?? now,
      occurred_at: event.occurredAt ?? null,
      trusted: event.trusted ?? true,
      source_id: event.sourceId ?? null,
      reported_event: event.reportedEvent ?? null,
    };
  });
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    await insertRows(tx, session.id, rows.slice(start, start + rowsPerInsert), clockNow);
  }
  await updateSession(tx, session, rows, clockNow);
  return rows;
}

/** The stored events of a session that carry one of these source ids. */
export async function findEventsBySourceId(
  tx: Tx,
  sessionId: string,
  sourceIds: readonly string[],
): Promise<Map<string, EventRow>> {
  if (sourceIds.length === 0) return new Map();
  const { rows } = await tx.query<EventRow & { source_id: string }>(
    `SELECT ${eventColumns} FROM session_event e WHERE e.session_id = $1 AND e.source_id = ANY($2)`,
    [sessionId, sourceIds],
  );
  return new Map(rows.map((row) => [row.source_id, row]));
}

/** In a live session what arrives later is listed later, whatever the clocks of two servers say. */
function arrivalTime(session: SessionRow, now: Date): Date {
  if (session.recorded || session.last_event_at === null || session.last_event_at <= now) return now;
  return session.last_event_at;
}

async function mapReferences(
  tx: Tx,
  sessionId: string,
  events: readonly NewEvent[],
  ids: readonly string[],
): Promise<Map<string, string>> {
  const named = [...new Set(events.flatMap((event) => referencesOf(event.payload)))];
  const ourIds = new Map<string, string>();
  for (const [sourceId, row] of await findEventsBySourceId(tx, sessionId, named)) ourIds.set(sourceId, row.id);
  for (const [index, event] of events.entries()) {
    const id = ids[index];
    if (event.sourceId != null && id !== undefined) ourIds.set(event.sourceId, id);
  }
  return ourIds;
}

function referencesOf(payload: Record<string, unknown>): string[] {
  const single = eventReferenceFields.map((field) => payload[field]);
  return [...single, ...blockingIds(payload.stop_reason)].filter((value) => typeof value === "string");
}

function withOurIds(payload: Record<string, unknown>, ourIds: ReadonlyMap<string, string>): Record<string, unknown> {
  const mapped = { ...payload };
  for (const field of eventReferenceFields) {
    const value = mapped[field];
    if (typeof value === "string") mapped[field] = ourIds.get(value) ?? value;
  }
  const blocking = blockingIds(payload.stop_reason);
  if (blocking.length > 0) {
    const event_ids = blocking.map((value) => (typeof value === "string" ? (ourIds.get(value) ?? value) : value));
    mapped.stop_reason = { ...(payload.stop_reason as object), event_ids };
  }
  return mapped;
}

/** The events that an idle session waits for an answer to. */
function blockingIds(stopReason: unknown): unknown[] {
  if (typeof stopReason !== "object" || stopReason === null || !("event_ids" in stopReason)) return [];
  return Array.isArray(stopReason.event_ids) ? stopReason.event_ids : [];
}

async function insertRows(tx: Tx, sessionId: string, rows: readonly EventRow[], now: Date): Promise<void> {
  await tx.query({
    name: "insert-session-events",
    text: `INSERT INTO session_event (session_id, sequence, id, type, payload, processed_at, listed_at, occurred_at, trusted,
             source_id, reported_event, created_at)
           SELECT $1, sequence, id, type, payload::jsonb, processed_at, listed_at, occurred_at, trusted, source_id,
             reported_event::jsonb, $2
           FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
             $9::timestamptz[], $10::boolean[], $11::text[], $12::text[])
             AS e (sequence, id, type, payload, processed_at, listed_at, occurred_at, trusted, source_id, reported_event)`,
    values: [
      sessionId,
      now,
      rows.map((row) => row.sequence),
      rows.map((row) => row.id),
      rows.map((row) => row.type),
      rows.map((row) => JSON.stringify(row.payload)),
      rows.map((row) => row.processed_at),
      rows.map((row) => row.listed_at),
      rows.map((row) => row.occurred_at),
      rows.map((row) => row.trusted),
      rows.map((row) => row.source_id),
      rows.map((row) => (row.reported_event === null ? null : JSON.stringify(row.reported_event))),
    ],
  });
}

async function updateSession(tx: Tx, session: SessionRow, rows: readonly EventRow[], now: Date): Promise<void> {
  const folded = foldEvents(session, rows);
  const lastEventAt = rows.reduce(
    (latest, row) => (latest === null || row.listed_at > latest ? row.listed_at : latest),
    session.last_event_at,
  );
  const { rows: updated } = await tx.query<SessionRow>(
    `UPDATE session AS s SET event_count = event_count + $2, last_sequence = last_sequence + $2, last_event_at = $3, status = $4,
       usage = $5, outcome_evaluations = $6, updated_at = greatest(updated_at, $7) WHERE id = $1 RETURNING ${sessionColumns}`,
    [
      session.id,
      rows.length,
      lastEventAt,
      folded.status,
      JSON.stringify(folded.usage),
      JSON.stringify(folded.outcomeEvaluations),
      now,
    ],
  );
  Object.assign(session, updated[0]);
}
