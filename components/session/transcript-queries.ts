import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Page } from "@/lib/client/page";
import { answeredCallId, type TranscriptEvent, typesOfKinds } from "./event-kind";
import type { PayloadChunk } from "./payload-chunks";
import { type Anchor, fetchTranscriptPage, type PageParam } from "./transcript-pages";
import { findQueryOf, type TranscriptScope } from "./transcript-scope";

const eventsOf = (
  sessionId: string,
  query: Record<string, string | number | boolean | readonly string[]>,
  signal: AbortSignal,
) => apiFetch<Page<TranscriptEvent>>(`/sessions/${sessionId}/events`, { query, signal });

// A transcript is only ever added to, which the page follows by itself: nothing here is fetched a second time.
const fixed = { staleTime: "static" } as const;

/** The transcript without payloads, page by page to both sides of the anchor. */
export const transcriptOptions = (sessionId: string, scope: TranscriptScope, anchor: Anchor) =>
  infiniteQueryOptions({
    ...fixed,
    queryKey: ["events", "transcript", sessionId, scope.key, anchor.kind === "event" ? anchor.eventId : anchor.kind],
    queryFn: ({ pageParam, signal }) => fetchTranscriptPage({ sessionId, scope, signal }, pageParam),
    initialPageParam: { kind: "anchor", anchor } as PageParam,
    getNextPageParam: (last) => (last.later === null ? null : ({ kind: "later", way: last.later } as const)),
    getPreviousPageParam: (first) =>
      first.earlier === null ? null : ({ kind: "earlier", way: first.earlier } as const),
  });

/** The payloads of a run of neighbours, by event id. */
export const chunkOptions = (sessionId: string, scope: TranscriptScope, chunk: PayloadChunk) =>
  queryOptions({
    ...fixed,
    queryKey: ["events", "chunk", sessionId, scope.key, chunk.middleId, chunk.limit],
    queryFn: async ({ signal }) => {
      const query = { ...scope.query, view: "full", around: chunk.middleId, limit: chunk.limit };
      const { data } = await eventsOf(sessionId, query as Parameters<typeof eventsOf>[1], signal);
      return Object.fromEntries(data.map((event) => [event.id, event]));
    },
  });

/** One event with its payload. */
export const eventOptions = (sessionId: string, eventId: string) =>
  queryOptions({
    ...fixed,
    queryKey: ["events", "one", sessionId, eventId],
    queryFn: async ({ signal }) => {
      const { data } = await eventsOf(sessionId, { view: "full", around: eventId, limit: 1 }, signal);
      return data[0] ?? null;
    },
  });

/** How many results around a call are looked through: parallel calls are answered in any order. */
const resultsAround = 24;

/** The result of a call, wherever it stands among its neighbours; null when there is none near. */
export const callResultOptions = (sessionId: string, callId: string) =>
  queryOptions({
    ...fixed,
    queryKey: ["events", "result", sessionId, callId],
    queryFn: async ({ signal }) => {
      const query = { view: "full", around: callId, limit: resultsAround, types: typesOfKinds(["result"]) };
      const { data } = await eventsOf(sessionId, query, signal);
      return data.find((event) => answeredCallId(event) === callId) ?? null;
    },
  });

const matchesLimit = 1000;

/** The events that hold a text, in order; at most a thousand. */
export const findOptions = (sessionId: string, scope: TranscriptScope, text: string) =>
  queryOptions({
    queryKey: ["events", "find", sessionId, scope.key, text],
    queryFn: async ({ signal }) => {
      const query = { ...findQueryOf(scope, text), view: "basic", limit: matchesLimit };
      const page = await eventsOf(sessionId, query as Parameters<typeof eventsOf>[1], signal);
      return { ids: page.data.map((event) => event.id), hasMore: page.next_page !== null };
    },
    staleTime: 60_000,
  });

/** Calls that name a path below the session's mounts, with their inputs: what the session did to memory. */
export const memoryCallsOptions = (sessionId: string, scope: TranscriptScope) =>
  infiniteQueryOptions({
    queryKey: ["events", "memory", sessionId],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...scope.query, view: "full", limit: 500, ...(pageParam === null ? {} : { page: pageParam }) };
      return eventsOf(sessionId, query as Parameters<typeof eventsOf>[1], signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_page,
  });
