"use client";
import { useQuery } from "@tanstack/react-query";
import type { EventRow } from "./build-rows";
import { CallLine, type CallResult } from "./call-line";
import { answeredCallId, type TranscriptEvent } from "./event-kind";
import { useTranscriptContext } from "./transcript-context";
import { callResultOptions } from "./transcript-queries";

interface CallEventProps {
  row: EventRow & { kind: "call" };
  payload: TranscriptEvent | null;
  /** The payload of the result that the row guessed, once it is here. */
  guess: TranscriptEvent | null;
  isLinked: boolean;
}

/** A tool call with its result. The row's guess at the result is checked, and looked up where it was wrong. */
export function CallEvent({ row, payload, guess, isLinked }: CallEventProps) {
  const { scope, openness } = useTranscriptContext();
  const isOpen = openness.get(row.key) ?? isLinked;
  if (row.result !== null) {
    if (guess === null)
      return <CallLine row={row} payload={payload} result={{ state: "pending" }} isLinked={isLinked} />;
    if (answeredCallId(guess) !== row.event.id) return <CallApart row={row} payload={payload} isLinked={isLinked} />;
    return <CallLine row={row} payload={payload} result={{ state: "known", event: guess }} isLinked={isLinked} />;
  }
  // Some views list calls alone: their results are looked up when one is opened.
  if (!scope.hasResults) {
    if (isOpen) return <CallApart row={row} payload={payload} isLinked={isLinked} />;
    return <CallLine row={row} payload={payload} result={{ state: "pending" }} isLinked={isLinked} />;
  }
  return <CallLine row={row} payload={payload} result={{ state: "none" }} isLinked={isLinked} />;
}

function CallApart({ row, payload, isLinked }: Omit<CallEventProps, "guess">) {
  const { session } = useTranscriptContext();
  const { data, isPending } = useQuery(callResultOptions(session.id, row.event.id));
  const result: CallResult = data ? { state: "known", event: data } : { state: isPending ? "pending" : "none" };
  return <CallLine row={row} payload={payload} result={result} isLinked={isLinked} />;
}
