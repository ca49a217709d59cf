"use client";
import { memo, useEffect, useRef } from "react";
import { cn } from "../ui/cn";
import { formatDuration } from "../ui/format-duration";
import type { EventRow, TranscriptRow as Row } from "./build-rows";
import { CallEvent } from "./call-event";
import { ErrorEvent } from "./error-event";
import { MessageEvent } from "./message-event";
import { NoteEvent } from "./note-event";
import { ResultEvent } from "./result-event";
import { RowActions } from "./row-actions";
import { useTranscriptContext } from "./transcript-context";
import { useTextMarks } from "./use-text-marks";

interface TranscriptRowProps {
  row: Row;
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

function Rule({ children, isQuiet = false }: { children: React.ReactNode; isQuiet?: boolean }) {
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

function EventArticle({ row, position, count, isCurrent, onFocus }: EventArticleProps) {
  const { linkedId, quote, needle } = useTranscriptContext();
  const article = useRef<HTMLElement>(null);
  const isLinked =
    linkedId !== null && (row.event.id === linkedId || (row.kind === "call" && row.result?.id === linkedId));
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
      className={cn(
        "group/row relative outline-none",
        isLinked && "bg-accent-soft/60",
        "focus-visible:shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <div className={rowGrid}>
        <EventBody row={row} isLinked={isLinked} />
      </div>
      <RowActions event={row.event} />
    </article>
  );
}

function EventBody({ row, isLinked }: { row: EventRow; isLinked: boolean }) {
  switch (row.kind) {
    case "message":
      return <MessageEvent row={row} isLinked={isLinked} />;
    case "call":
      return <CallEvent row={row} isLinked={isLinked} />;
    case "result":
      return <ResultEvent row={row} isLinked={isLinked} />;
    case "error":
      return <ErrorEvent row={row} isLinked={isLinked} />;
    default:
      return <NoteEvent row={row} isLinked={isLinked} />;
  }
}

function nameOf(row: EventRow): string {
  if (row.kind === "message") return `Message of the ${row.speaker}`;
  const names = { call: "Tool call", result: "Tool result", error: "Error", thinking: "Thinking", note: "Note" };
  return names[row.kind];
}
