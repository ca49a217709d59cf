"use client";
import type { EventRow } from "./build-rows";
import { Gutter } from "./gutter";
import { noteWords } from "./note-words";
import { useTranscriptContext } from "./transcript-context";
import { usePayload } from "./use-payload";

/** A faint line: thinking, a change of state, a confirmation. */
export function NoteEvent({ row, isLinked }: { row: EventRow; isLinked: boolean }) {
  const { session } = useTranscriptContext();
  const payload = usePayload(row.event);
  return (
    <>
      <Gutter
        sessionId={session.id}
        row={row}
        isLinked={isLinked}
        mark={<span className="size-1 rounded-full bg-line-strong" />}
      />
      <p dir="auto" className="min-w-0 truncate pr-4 text-12 leading-7 text-ink-3 sm:pr-10">
        {noteWords(payload ?? row.event)}
      </p>
    </>
  );
}
