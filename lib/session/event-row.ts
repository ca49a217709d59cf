import type { z } from "zod";
import type { basicSessionEvent } from "@/lib/contract/session-event";

export interface ReportedEvent {
  type: string;
  entity?: string;
  occurred_at: string;
}

export interface EventRow {
  sequence: number;
  id: string;
  type: string;
  payload: Record<string, unknown>;
  processed_at: Date | null;
  listed_at: Date;
  occurred_at: Date | null;
  trusted: boolean;
  source_id: string | null;
  reported_event: ReportedEvent | null;
}

/** The columns of EventRow, for `session_event AS e`. */
export const eventColumns =
  "e.sequence, e.id, e.type, e.payload, e.processed_at, e.listed_at, e.occurred_at, e.trusted, e.source_id, e.reported_event";

/** The same without the payload, which a list without contents must not read from its pages of the table. */
export const basicEventColumns = eventColumns.replace("e.payload", "'{}'::jsonb AS payload");

/** An event on the wire; with `view=full` the fields of its type stand beside these. */
export type BasicEvent = z.infer<typeof basicSessionEvent>;

/** The wire object of an event; `basic` leaves its content out. */
export function presentEvent(row: EventRow, view: "basic" | "full" = "full"): BasicEvent {
  const reverie = presentReverie(row);
  return {
    ...(view === "full" ? row.payload : {}),
    id: row.id,
    type: row.type,
    processed_at: row.processed_at?.toISOString() ?? null,
    ...(Object.keys(reverie).length === 0 ? {} : { reverie }),
  };
}

function presentReverie(row: EventRow): NonNullable<BasicEvent["reverie"]> {
  return {
    ...(row.source_id === null ? {} : { source_id: row.source_id }),
    ...(row.occurred_at === null ? {} : { occurred_at: row.occurred_at.toISOString() }),
    ...(row.trusted ? {} : { trusted: false }),
    ...(row.reported_event === null ? {} : { event: { ...row.reported_event } }),
  };
}
