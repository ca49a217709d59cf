"use client";
import { ChevronRight } from "lucide-react";
import { cn } from "../ui/cn";
import { formatSize } from "../ui/format-size";
import type { EventRow } from "./build-rows";
import { contentText, sizeBytesOf } from "./event-content";
import type { TranscriptEvent } from "./event-kind";
import { LongText } from "./long-text";
import { useTranscriptContext } from "./transcript-context";

interface SystemMessageProps {
  row: EventRow;
  payload: TranscriptEvent | null;
  isLinked: boolean;
}

/** Instructions to the agent: folded to a line, because every session of an agent begins with the same ones. */
export function SystemMessage({ row, payload, isLinked }: SystemMessageProps) {
  const { openness, setOpen } = useTranscriptContext();
  const text = payload === null ? "" : contentText(payload.content);
  const isOpen = openness.get(row.key) ?? isLinked;
  return (
    <div className="min-w-0 pr-4 sm:pr-16">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(row.key, !isOpen)}
        className="-ml-1 flex h-7 max-w-full items-center gap-1.5 rounded-sm px-1 text-12 text-ink-3 hover:text-ink"
      >
        <ChevronRight aria-hidden className={cn("size-3 shrink-0 transition-transform", isOpen && "rotate-90")} />
        <span className="shrink-0 font-medium text-ink-2">System instructions</span>
        <span className="min-w-0 truncate">{text.slice(0, 160).replace(/\s+/g, " ")}</span>
        {payload === null ? null : <span className="shrink-0 tabular">{formatSize(sizeBytesOf(text))}</span>}
      </button>
      {isOpen ? (
        <div className="mb-2 max-w-192 border-l-2 border-line pl-3 text-ink-2">
          <LongText text={text} />
        </div>
      ) : null}
    </div>
  );
}
