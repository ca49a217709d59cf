"use client";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { TranscriptRow } from "./build-rows";
import type { TranscriptEvent } from "./event-kind";
import type { PayloadChunk } from "./payload-chunks";
import { useTranscriptContext } from "./transcript-context";
import { chunkOptions, eventOptions } from "./transcript-queries";
import { useSettled } from "./use-settled";

/** Rows that fly past are not fetched: what is fetched stood still for this long. */
const stillMs = 120;

/** The payloads of the events in these rows, as they come. Neighbours come in one request. */
export function usePayloads(
  rows: readonly TranscriptRow[],
  chunkOf: (eventId: string) => PayloadChunk | null,
): (event: TranscriptEvent | null) => TranscriptEvent | null {
  const { session, scope } = useTranscriptContext();
  const { chunks, whole } = chunksOfRows(rows, chunkOf);
  const settled = useSettled(chunks.map((chunk) => chunk.middleId).join(" "), stillMs).split(" ");
  const runs = useQueries({
    queries: chunks.map((chunk) => ({
      ...chunkOptions(session.id, scope, chunk),
      enabled: settled.includes(chunk.middleId),
    })),
    combine: (results) => results.map((result) => result.data),
  });
  const known = useMemo(() => Object.assign({}, ...runs) as Record<string, TranscriptEvent>, [runs]);

  // An event that arrives late can shift a run by one; what fell out of it is fetched alone.
  const lost = chunks.flatMap((chunk, index) =>
    runs[index] === undefined ? [] : chunk.eventIds.filter((id) => known[id] === undefined),
  );
  const found = useQueries({
    queries: lost.map((eventId) => eventOptions(session.id, eventId)),
    combine: (results) => results.map((result) => result.data),
  });
  return (event) => {
    if (event === null || whole.has(event.id)) return event;
    return known[event.id] ?? found.find((candidate) => candidate?.id === event.id) ?? null;
  };
}

function chunksOfRows(rows: readonly TranscriptRow[], chunkOf: (eventId: string) => PayloadChunk | null) {
  const chunks = new Map<string, PayloadChunk & { eventIds: string[] }>();
  const whole = new Set<string>();
  for (const row of rows) {
    if (row.kind === "day" || row.kind === "pause") continue;
    for (const event of row.kind === "call" && row.result !== null ? [row.event, row.result] : [row.event]) {
      const chunk = chunkOf(event.id);
      if (chunk === null) whole.add(event.id);
      else {
        const wanted = chunks.get(chunk.middleId) ?? { ...chunk, eventIds: [] };
        wanted.eventIds.push(event.id);
        chunks.set(chunk.middleId, wanted);
      }
    }
  }
  return { chunks: [...chunks.values()], whole };
}
