import type { z } from "zod";
import {
  type ClientEventInput,
  type RecordedEventInput,
  sendEventsInput,
  sendRecordedEventsInput,
} from "@/lib/contract/session-event";
import { newId } from "@/lib/db/ids";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import type { NewEvent } from "./append-events";
import { carryTimes } from "./carry-times";
import type { ReportedEvent } from "./event-row";

/** Client events that need no agent to work on them; an interrupt because none runs here. */
const processedOnReceipt = new Set([
  "user.define_outcome",
  "user.custom_tool_result",
  "user.tool_result",
  "user.interrupt",
]);
const defaultOutcomeIterations = 3;

/**
 * The events of a request body. A session that runs takes what clients may say; a recorded one takes every type, with
 * the ids and times of its source. Throws InvalidRequestError.
 */
export function readSentEvents(body: unknown, session: { recorded: boolean }): NewEvent[] {
  if (session.recorded) return carryTimes(check(sendRecordedEventsInput, body).events.map(readRecordedEvent));
  return check(sendEventsInput, body).events.map(readClientEvent);
}

/** A client event of a session that is not recorded: it waits until an agent takes it. */
export function readClientEvent(event: ClientEventInput): NewEvent {
  const { type, ...payload } = event;
  return {
    type,
    payload: completePayload(type, payload),
    processedAt: processedOnReceipt.has(type) ? "now" : "queued",
  };
}

function readRecordedEvent(event: RecordedEventInput): NewEvent {
  const { type, id, processed_at, reverie, ...payload } = event;
  return {
    type,
    payload: completePayload(type, payload),
    sourceId: id ?? null,
    processedAt: processed_at == null ? "now" : new Date(processed_at),
    occurredAt: reverie?.occurred_at === undefined ? null : new Date(reverie.occurred_at),
    trusted: reverie?.trusted ?? true,
    reportedEvent: reverie?.event === undefined ? null : readReportedEvent(reverie.event),
  };
}

function readReportedEvent(event: NonNullable<NonNullable<RecordedEventInput["reverie"]>["event"]>): ReportedEvent {
  const { type, entity, occurred_at } = event;
  return { type, occurred_at, ...(entity === undefined ? {} : { entity }) };
}

function completePayload(type: string, payload: Record<string, unknown>): Record<string, unknown> {
  if (type !== "user.define_outcome") return payload;
  return {
    ...payload,
    outcome_id: payload.outcome_id ?? newId("outcome"),
    max_iterations: payload.max_iterations ?? defaultOutcomeIterations,
  };
}

function check<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, 5).map((issue) => {
    const place = issue.path.map(String).join(".");
    // Naming all thirty types would bury which event was wrong.
    const message =
      issue.code === "invalid_union" && issue.path.at(-1) === "type"
        ? "is not a type of event that this session takes"
        : issue.message;
    return place === "" ? message : `${place}: ${message}`;
  });
  throw new InvalidRequestError(problems.join("; "));
}
