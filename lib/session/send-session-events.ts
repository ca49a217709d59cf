import { isDeepStrictEqual } from "node:util";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { eventReferenceFields } from "@/lib/contract/session-event";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { appendEvents, findEventsBySourceId, type NewEvent } from "./append-events";
import { type BasicEvent, type EventRow, presentEvent } from "./event-row";
import { sessionTopic } from "./event-topic";
import { lockSessionForEvents } from "./load-session";
import { readSentEvents } from "./read-sent-events";
import type { SessionRow } from "./session-row";

/**
 * Adds events to a session, all or none. An event whose brought id is stored already is answered as stored, so that
 * sending again after a lost answer adds nothing twice. Throws NotFoundError, PermissionError, and InvalidRequestError
 * for an archived session, a type that it does not take, or an id that stands for something else.
 */
export async function sendSessionEvents(ctx: Ctx, sessionId: string, body: unknown): Promise<{ data: BasicEvent[] }> {
  const rows = await inTransaction(ctx, async (tx) => {
    const session = await lockSessionForEvents(tx, ctx, sessionId);
    if (session.archived_at !== null) {
      throw new InvalidRequestError("The session is archived and takes no more events.");
    }
    const events = readSentEvents(body, session);
    const known = await findKnown(tx, session.id, events);
    const fresh = events.filter((event) => event.sourceId == null || !known.has(event.sourceId));
    const now = ctx.clock();
    const stored = await appendEvents(tx, session, fresh, now);
    await settleInterrupt(tx, session, stored, now);
    if (stored.length > 0) {
      await recordAuditEvent(tx, ctx, {
        action: "session.append_events",
        target: { type: "session", id: session.id },
        details: { count: stored.length },
      });
    }
    return inOrder(events, fresh, stored, known);
  });
  publish(sessionTopic(sessionId));
  return { data: rows.map((row) => presentEvent(row)) };
}

async function findKnown(tx: Tx, sessionId: string, events: readonly NewEvent[]): Promise<Map<string, EventRow>> {
  const sourceIds = events.flatMap((event) => (event.sourceId == null ? [] : [event.sourceId]));
  if (new Set(sourceIds).size < sourceIds.length) throw new InvalidRequestError("events: an id comes up twice.");
  const known = await findEventsBySourceId(tx, sessionId, sourceIds);
  for (const [index, event] of events.entries()) {
    const stored = event.sourceId == null ? undefined : known.get(event.sourceId);
    if (stored !== undefined && !isSame(event, stored)) {
      throw new InvalidRequestError(`events.${index}.id: is the id of another event of this session.`);
    }
  }
  return known;
}

/** Fields that are not stored as they came. */
const rewrittenFields = new Set<string>([...eventReferenceFields, "stop_reason", "outcome_id"]);

function isSame(event: NewEvent, stored: EventRow): boolean {
  return event.type === stored.type && isDeepStrictEqual(comparable(event.payload), comparable(stored.payload));
}

function comparable(payload: Record<string, unknown>): unknown {
  const kept = Object.entries(payload).filter(([field]) => !rewrittenFields.has(field));
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)));
}

/** Nothing here runs an agent, so an interrupt takes effect as soon as it is stored. */
async function settleInterrupt(tx: Tx, session: SessionRow, stored: readonly EventRow[], now: Date): Promise<void> {
  const isInterrupted = stored.some((row) => row.type === "user.interrupt");
  if (session.recorded || session.status !== "running" || !isInterrupted) return;
  const payload = { stop_reason: { type: "end_turn" }, stop_details: null };
  await appendEvents(tx, session, [{ type: "session.status_idle", payload }], now);
}

function inOrder(
  events: readonly NewEvent[],
  fresh: readonly NewEvent[],
  stored: readonly EventRow[],
  known: ReadonlyMap<string, EventRow>,
): EventRow[] {
  const byEvent = new Map(fresh.map((event, index) => [event, stored[index]]));
  return events.flatMap((event) => byEvent.get(event) ?? known.get(event.sourceId ?? "") ?? []);
}
