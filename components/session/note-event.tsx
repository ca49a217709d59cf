"use client";
import { Gutter } from "./gutter";
import { noteWords } from "./note-words";
import type { EventProps } from "./transcript-row";

/** A faint line: thinking, a change of state, a confirmation. */
export function NoteEvent({ row, payload, isLinked }: EventProps) {
  return (
    <>
      <Gutter row={row} isLinked={isLinked} mark={<span className="size-1 rounded-full bg-line-strong" />} />
      <p dir="auto" className="min-w-0 truncate pr-4 text-12 leading-7 text-ink-3 sm:pr-10">
        {noteWords(payload ?? row.event)}
      </p>
    </>
  );
}
