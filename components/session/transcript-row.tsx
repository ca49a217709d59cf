"use client";
import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "../ui/cn";
import { formatDuration } from "../ui/format-duration";
import type { EventRow, TranscriptRow as Row } from "./build-rows";
import { CallEvent } from "./call-event";
import { ErrorEvent } from "./error-event";
import { kindOf, type TranscriptEvent } from "./event-kind";
import { MessageEvent } from "./message-event";
import { NoteEvent } from "./note-event";
import { ResultEvent } from "./result-event";
import { RowActions } from "./row-actions";
import { useTranscriptContext } from "./transcript-context";
import { useTextMarks } from "./use-text-marks";

interface TranscriptRowProps {
  row: Row;
  /** The event with its payload, and the answer to a call; null until they are here. */
  payload: TranscriptEvent | null;
  resultPayload: TranscriptEvent | null;
  /** From 1. */
  position: number;
  count: number;
  /** The row that the keys stand on; it takes the focus when it becomes this. */
  isCurrent: boolean;
  onFocus: (key: string) => void;
}

/** One row of the transcript; redrawn only when it changes itself. */
export const TranscriptRow = memo(function TranscriptRow({ row, ...rest }: TranscriptRowProps) {
  if (row.kind === "day") return <Rule>{dayName.format(new Date(row.at))}</Rule>;
  if (row.kind === "pause") return <Rule isQuiet>{formatDuration(row.durationMs)} later</Rule>;
  return <EventArticle row={row} {...rest} />;
});

const dayName = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export const rowGrid = "grid grid-cols-[3.25rem_1.75rem_minmax(0,1fr)] sm:grid-cols-[5.5rem_2rem_minmax(0,1fr)]";

function Rule({ children, isQuiet = false }: { children: ReactNode; isQuiet?: boolean }) {
  return (
    <div className={rowGrid}>
      <span />
      <span className="relative before:absolute before:inset-y-0 before:left-1/2 before:w-px before:-translate-x-1/2 before:bg-line" />
      <div className={cn("flex items-center gap-3 py-2 pr-4 text-12 sm:pr-6", isQuiet ? "text-ink-3" : "font-medium")}>
        {children}
        <span className="h-px flex-1 bg-line" />
      </div>
    </div>
  );
}

type EventArticleProps = Omit<TranscriptRowProps, "row"> & { row: EventRow };

function EventArticle({ row, position, count, isCurrent, onFocus, ...payloads }: EventArticleProps) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const { linkedId, quote, needle, matchId } = useTranscriptContext();
  const article = useRef<HTMLElement>(null);
  const holds = (id: string | null) =>
    id !== null && (row.event.id === id || (row.kind === "call" && row.result?.id === id));
  const isLinked = holds(linkedId);
  const isMatch = needle !== null && holds(matchId);
  useTextMarks(
    article,
    isLinked && quote !== null
      ? { kind: "quote", text: quote }
      : needle !== null
        ? { kind: "find", text: needle }
        : null,
  );
  useEffect(() => {
    if (isCurrent && !article.current?.contains(document.activeElement))
      article.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-posinset={position}
      aria-setsize={count}
      aria-label={nameOf(row)}
      aria-current={isLinked ? "true" : undefined}
      onFocus={() => onFocus(row.key)}
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      className={cn(
        "relative outline-none",
        (isLinked || isMatch) && "bg-accent-soft/60",
        "focus-visible:shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <div className={rowGrid}>
        <EventBody row={row} isLinked={isLinked || isMatch} {...payloads} />
      </div>
      {isPointedAt || isCurrent ? <RowActions event={row.event} toolName={toolNameOf(payloads.payload)} /> : null}
    </article>
  );
}

export interface EventProps {
  row: EventRow;
  payload: TranscriptEvent | null;
  /** A link leads here, or the search stands here. */
  isLinked: boolean;
}

function EventBody({ row, resultPayload, ...rest }: EventProps & { resultPayload: TranscriptEvent | null }) {
  switch (row.kind) {
    case "message":
      return <MessageEvent row={row} {...rest} />;
    case "call":
      return <CallEvent row={row} guess={resultPayload} {...rest} />;
    case "result":
      return <ResultEvent row={row} {...rest} />;
    case "error":
      return <ErrorEvent row={row} {...rest} />;
    default:
      return <NoteEvent row={row} {...rest} />;
  }
}

function toolNameOf(payload: TranscriptEvent | null): string | null {
  return payload !== null && kindOf(payload.type) === "call" && typeof payload.name === "string" ? payload.name : null;
}

function nameOf(row: EventRow): string {
  if (row.kind === "message") return `Message of the ${row.speaker}`;
  const names = { call: "Tool call", result: "Tool result", error: "Error", thinking: "Thinking", note: "Note" };
  return names[row.kind];
}
