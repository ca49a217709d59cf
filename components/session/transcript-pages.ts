import { apiFetch } from "@/lib/client/api-fetch";
import type { Page } from "@/lib/client/page";
import type { TranscriptEvent } from "./event-kind";
import type { TranscriptScope } from "./transcript-scope";

/** Where reading begins. */
export type Anchor = { kind: "start" } | { kind: "end" } | { kind: "event"; eventId: string };

/** The way on from a page: the API's cursor, or an event whose neighbours were not asked for yet. */
type Way = { kind: "cursor"; page: string } | { kind: "edge"; eventId: string };

export type PageParam = { kind: "anchor"; anchor: Anchor } | { kind: "earlier" | "later"; way: Way };

/** Events in the order of the transcript, with the ways on to both sides; null = there is nothing more. */
export interface TranscriptPage {
  events: TranscriptEvent[];
  earlier: Way | null;
  later: Way | null;
}

const firstPageEvents = 500;
const pageEvents = 1000;

export interface TranscriptSource {
  sessionId: string;
  scope: TranscriptScope;
  signal: AbortSignal;
}

/** Reads one page of a transcript without payloads, from the anchor or on from a page. Throws ApiError. */
export async function fetchTranscriptPage(source: TranscriptSource, param: PageParam): Promise<TranscriptPage> {
  if (param.kind === "anchor") return fetchAtAnchor(source, param.anchor);
  const isLater = param.kind === "later";
  const page = param.way.kind === "cursor" ? param.way.page : await cursorAt(source, param.way.eventId, isLater);
  if (page === null) return { events: [], earlier: null, later: null };
  const answer = await list(source, { page, limit: pageEvents, order: isLater ? "asc" : "desc" });
  const way = wayOf(answer.next_page);
  return isLater
    ? { events: answer.data, earlier: null, later: way }
    : { events: answer.data.reverse(), earlier: way, later: null };
}

async function fetchAtAnchor(source: TranscriptSource, anchor: Anchor): Promise<TranscriptPage> {
  if (anchor.kind === "end") {
    const answer = await list(source, { limit: firstPageEvents, order: "desc" });
    return { events: answer.data.reverse(), earlier: wayOf(answer.next_page), later: null };
  }
  const around = anchor.kind === "event" ? { around: anchor.eventId } : {};
  const answer = await list(source, { ...around, limit: firstPageEvents, order: "asc" });
  const first = answer.data[0];
  const mayHaveEarlier = anchor.kind === "event" && first !== undefined;
  return {
    events: answer.data,
    earlier: mayHaveEarlier ? { kind: "edge", eventId: first.id } : null,
    later: wayOf(answer.next_page),
  };
}

/** Everything after an event, with payloads: what a stream that was down has missed. Throws ApiError. */
export async function fetchTail(source: TranscriptSource, lastId: string | null): Promise<TranscriptEvent[]> {
  let page = lastId === null ? "" : await cursorAt(source, lastId, true);
  const tail: TranscriptEvent[] = [];
  while (page !== null) {
    const answer: Page<TranscriptEvent> = await list(source, { page, limit: pageEvents, order: "asc", view: "full" });
    tail.push(...answer.data);
    page = answer.next_page;
  }
  return tail;
}

/** The cursor right after an event in the given direction; null when nothing follows. */
async function cursorAt(source: TranscriptSource, eventId: string, isLater: boolean): Promise<string | null> {
  const answer = await list(source, { around: eventId, limit: 1, order: isLater ? "asc" : "desc" });
  return answer.next_page;
}

function list(source: TranscriptSource, query: Record<string, string | number>): Promise<Page<TranscriptEvent>> {
  return apiFetch(`/sessions/${source.sessionId}/events`, {
    query: { ...source.scope.query, view: "basic", ...query },
    signal: source.signal,
  });
}

function wayOf(page: string | null): Way | null {
  return page === null ? null : { kind: "cursor", page };
}
