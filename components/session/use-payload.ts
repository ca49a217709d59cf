"use client";
import { useQuery } from "@tanstack/react-query";
import type { EventRow } from "./build-rows";
import { answeredCallId, type TranscriptEvent } from "./event-kind";
import type { PayloadChunk } from "./payload-chunks";
import { useTranscriptContext } from "./transcript-context";
import { callResultOptions, chunkOptions, eventOptions } from "./transcript-queries";

const noChunk: PayloadChunk = { middleId: "", limit: 0 };

/** The event with its payload, null until that is here. Neighbours come in one request. */
export function usePayload(event: TranscriptEvent | null): TranscriptEvent | null {
  const { session, scope, chunkOf } = useTranscriptContext();
  const chunk = event === null ? null : chunkOf(event.id);
  const run = useQuery({ ...chunkOptions(session.id, scope, chunk ?? noChunk), enabled: chunk !== null });
  const found = event === null ? undefined : run.data?.[event.id];
  // Events that arrive late can shift a run by one; what fell out of it is fetched alone.
  const isMissing = chunk !== null && run.isSuccess && found === undefined;
  const alone = useQuery({ ...eventOptions(session.id, event?.id ?? ""), enabled: isMissing });
  if (event !== null && chunk === null) return event;
  return found ?? alone.data ?? null;
}

export type CallResult = { state: "pending" } | { state: "none" } | { state: "known"; event: TranscriptEvent };

/** What a call was answered. The row's guess is checked against the payload, and looked up where it was wrong. */
export function useCallResult(row: EventRow & { kind: "call" }, isWanted: boolean): CallResult {
  const { session, scope } = useTranscriptContext();
  const guess = usePayload(row.result);
  const isRight = guess !== null && answeredCallId(guess) === row.event.id;
  const isWrong = guess !== null && !isRight;
  // The memory view lists calls alone: their results are looked up when one is opened.
  const isApart = row.result === null && scope.filter === "memory" && isWanted;
  const looked = useQuery({ ...callResultOptions(session.id, row.event.id), enabled: isWrong || isApart });
  if (isRight) return { state: "known", event: guess };
  if (looked.data) return { state: "known", event: looked.data };
  if (row.result !== null && guess === null) return { state: "pending" };
  return looked.fetchStatus === "fetching" ? { state: "pending" } : { state: "none" };
}
