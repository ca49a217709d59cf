"use client";
import { ChevronRight, CircleAlert, Wrench } from "lucide-react";
import { cn } from "../ui/cn";
import { formatDuration } from "../ui/format-duration";
import { formatSize } from "../ui/format-size";
import type { EventRow } from "./build-rows";
import { CallDetails } from "./call-details";
import { CallVersions } from "./call-versions";
import { contentText, firstArgument, sizeBytesOf } from "./event-content";
import type { TranscriptEvent } from "./event-kind";
import { Gutter } from "./gutter";
import { MemoryChip } from "./memory-chip";
import { touchesOf } from "./memory-touches";
import { useTranscriptContext } from "./transcript-context";

export type CallResult = { state: "pending" } | { state: "none" } | { state: "known"; event: TranscriptEvent };

interface CallLineProps {
  row: EventRow & { kind: "call" };
  payload: TranscriptEvent | null;
  result: CallResult;
  isLinked: boolean;
}

const shownChips = 3;

/** A tool call on one line: name, what it was about, how much came back and how soon. Failures stand open. */
export function CallLine({ row, payload, result, isLinked }: CallLineProps) {
  const { mounts, openness, setOpen } = useTranscriptContext();
  const isFailed = result.state === "known" && result.event.is_error === true;
  const isOpen = openness.get(row.key) ?? (isLinked || isFailed);
  const name = String(payload?.name ?? "");
  const touches = payload === null ? [] : touchesOf(name, payload.input, mounts);
  const argument = firstArgument(payload?.input);
  const saysPath = touches.some(({ path }) => path !== "/" && argument.endsWith(path));
  const Icon = isFailed ? CircleAlert : Wrench;
  return (
    <>
      <Gutter
        row={row}
        isLinked={isLinked}
        mark={
          <span
            className={cn(
              "grid size-5 place-items-center rounded-full bg-surface",
              isFailed ? "text-danger" : "text-ink-3",
            )}
          >
            <Icon aria-hidden className={isFailed ? "size-3.5" : "size-3"} />
          </span>
        }
      />
      <div className="min-w-0 pr-4 sm:pr-16">
        <div className="flex h-7 min-w-0 items-center gap-2">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(row.key, !isOpen)}
            className="-ml-1 flex h-6 min-w-0 items-center gap-1.5 rounded-sm px-1 text-left hover:bg-sunken"
          >
            <ChevronRight
              aria-hidden
              className={cn("size-3 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-90")}
            />
            <span className={cn("shrink-0 font-mono text-12 font-medium", isFailed ? "text-danger" : "text-ink")}>
              {name || "…"}
            </span>
            {saysPath ? null : (
              <span dir="auto" className="min-w-0 truncate font-mono text-12 text-ink-2">
                {argument}
              </span>
            )}
          </button>
          {touches.slice(0, shownChips).map((touch) => (
            <MemoryChip key={`${touch.storeId}${touch.path}`} touch={touch} mounts={mounts} />
          ))}
          {mounts
            .filter(({ storeId }) => touches.some((touch) => touch.storeId === storeId && touch.mode === "write"))
            .map((mount) => (
              <CallVersions key={mount.storeId} callId={row.event.id} mount={mount} />
            ))}
          <CallMeta row={row} result={result} isFailed={isFailed} />
        </div>
        {isOpen && payload !== null ? <CallDetails input={payload.input} result={result} isLinked={isLinked} /> : null}
      </div>
    </>
  );
}

function CallMeta({ row, result, isFailed }: Pick<CallLineProps, "row" | "result"> & { isFailed: boolean }) {
  const { isTimed } = useTranscriptContext();
  if (result.state === "pending") return null;
  if (result.state === "none") {
    return <span className="ml-auto shrink-0 text-12 text-ink-3 max-sm:hidden">no result here</span>;
  }
  const durationMs = Date.parse(result.event.processed_at ?? "") - Date.parse(row.event.processed_at ?? "");
  return (
    <span className="ml-auto flex shrink-0 items-center gap-3 text-12 text-ink-3 tabular">
      {isFailed ? <span className="font-medium text-danger">failed</span> : null}
      <span className="max-sm:hidden">{formatSize(sizeBytesOf(contentText(result.event.content)))}</span>
      {isTimed && durationMs >= 0 ? (
        <span className="w-16 text-right max-md:hidden">{formatDuration(durationMs)}</span>
      ) : null}
    </span>
  );
}
