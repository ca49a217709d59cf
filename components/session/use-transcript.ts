"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { buildRows } from "./build-rows";
import { answeredCallId, type TranscriptEvent } from "./event-kind";
import { openLiveEvents } from "./live-events";
import { chunksOf, type PayloadChunk } from "./payload-chunks";
import { type Anchor, fetchTail, type TranscriptPage } from "./transcript-pages";
import { eventOptions, transcriptOptions } from "./transcript-queries";
import type { TranscriptScope } from "./transcript-scope";
import { useIsVisible } from "./use-is-visible";

interface TranscriptOptions {
  sessionId: string;
  scope: TranscriptScope;
  anchor: Anchor;
  linkedId: string | null;
  /** The event that is to be brought into view; a result is shown in its call, which only its payload names. */
  targetId: string | null;
  isTimed: boolean;
  /** False for sessions that nothing can be added to any more. */
  isLive: boolean;
}

const chunksByPage = new WeakMap<TranscriptPage, Map<string, PayloadChunk>>();

function chunkIn(page: TranscriptPage, eventId: string): PayloadChunk | undefined {
  let chunks = chunksByPage.get(page);
  if (chunks === undefined) {
    chunks = chunksOf(page.events);
    chunksByPage.set(page, chunks);
  }
  return chunks.get(eventId);
}

/** The rows of a transcript: pages to both sides of the anchor as they are asked for, and what is added meanwhile. */
export function useTranscript(options: TranscriptOptions) {
  const { sessionId, scope, anchor, linkedId, targetId, isTimed, isLive } = options;
  const query = useInfiniteQuery(transcriptOptions(sessionId, scope, anchor));
  const pages = query.data?.pages;
  const hasTail = query.isSuccess && !query.hasNextPage;
  const [added, setAdded] = useState<readonly TranscriptEvent[]>([]);

  const events = useMemo(() => {
    const seen = new Set<string>();
    const all = [...(pages ?? []).flatMap((page) => page.events), ...(hasTail ? added : [])];
    return all.filter((event) => !seen.has(event.id) && seen.add(event.id));
  }, [pages, added, hasTail]);
  const target = useQuery({ ...eventOptions(sessionId, targetId ?? ""), enabled: targetId !== null, retry: false });
  const answeredId = target.data ? answeredCallId(target.data) : null;
  const transcript = useMemo(() => {
    const answers = new Map(targetId === null || answeredId === null ? [] : [[targetId, answeredId]]);
    return buildRows(events, { isTimed, linkedId, answers });
  }, [events, isTimed, linkedId, targetId, answeredId]);

  const chunkOf = useCallback(
    (eventId: string) => {
      for (const page of pages ?? []) {
        const chunk = chunkIn(page, eventId);
        if (chunk !== undefined) return chunk;
      }
      return null;
    },
    [pages],
  );

  const tail = useRef({ lastId: null as string | null, hasTail });
  useEffect(() => {
    tail.current = { lastId: events.at(-1)?.id ?? null, hasTail };
  });
  const isVisible = useIsVisible();
  const isFollowing = isLive && isVisible && query.isSuccess;
  useEffect(() => {
    if (!isFollowing) return;
    const abort = new AbortController();
    const add = (fresh: readonly TranscriptEvent[]) =>
      setAdded((before) => {
        const known = new Set(before.map((event) => event.id));
        return [...before, ...fresh.filter((event) => scope.includes(event) && !known.has(event.id))];
      });
    const close = openLiveEvents({
      sessionId,
      onEvent: (event) => add([event]),
      onOpen: () => {
        if (!tail.current.hasTail) return;
        fetchTail({ sessionId, scope, signal: abort.signal }, tail.current.lastId).then(add, () => undefined);
      },
    });
    return () => {
      abort.abort();
      close();
    };
  }, [isFollowing, sessionId, scope]);

  const addedIds = useMemo(() => new Set(added.map((event) => event.id)), [added]);
  return { query, events, addedIds, ...transcript, chunkOf };
}
