"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import type { TranscriptRow as Row } from "./build-rows";
import { NewEvents } from "./new-events";
import type { TranscriptTarget } from "./transcript";
import { useTranscriptContext } from "./transcript-context";
import { TranscriptEdge } from "./transcript-edge";
import type { Anchor } from "./transcript-pages";
import { TranscriptRow } from "./transcript-row";
import { usePayloads } from "./use-payloads";
import { usePinnedScroll } from "./use-pinned-scroll";
import type { useTranscript } from "./use-transcript";
import { useTranscriptKeys } from "./use-transcript-keys";

interface TranscriptListProps {
  transcript: ReturnType<typeof useTranscript>;
  anchor: Anchor;
  isLive: boolean;
  target: TranscriptTarget | null;
  onJump: (to: Anchor) => void;
  onMissing: (eventId: string) => void;
}

const rowEstimatesPx: Record<Row["kind"], number> = {
  message: 112,
  call: 28,
  result: 120,
  error: 64,
  thinking: 28,
  note: 28,
  day: 36,
  pause: 36,
};
/** This many rows before an end of what is loaded, the next page is asked for. */
const reachRows = 150;

/** The rows, virtual: only what can be seen is drawn, and only its payloads are fetched. */
export function TranscriptList({ transcript, anchor, isLive, target, onJump, onMissing }: TranscriptListProps) {
  const { query, events, rows, rowIndexOf, chunkOf } = transcript;
  const { scope, session } = useTranscriptContext();
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: (index) => rowEstimatesPx[rows[index]?.kind ?? "note"],
    overscan: 10,
    paddingStart: 8,
    paddingEnd: 48,
    scrollPaddingEnd: 48,
    // Keeps what is read in its place when earlier events are put before it; never follows the end by itself.
    anchorTo: "end",
    scrollEndThreshold: -1,
  });
  const items = virtualizer.getVirtualItems();
  const [firstIndex, lastIndex] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

  const { hasNextPage, hasPreviousPage, isFetching, fetchNextPage, fetchPreviousPage } = query;
  useEffect(() => {
    if (isFetching) return;
    if (hasNextPage && lastIndex >= rows.length - reachRows) void fetchNextPage();
    else if (hasPreviousPage && firstIndex <= reachRows) void fetchPreviousPage();
  }, [firstIndex, lastIndex, rows.length, isFetching, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage]);

  const drawn = items.flatMap(({ index }) => rows[index] ?? []);
  const payloadOf = usePayloads(drawn, chunkOf);

  const pin = usePinnedScroll(scroller, virtualizer, (key) => rows.findIndex((row) => row.key === key));
  const targetKey = target === null ? undefined : rows[rowIndexOf.get(target.eventId) ?? -1]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are added later are no new wish.
  useEffect(() => {
    const lastKey = rows.at(-1)?.key;
    if (targetKey !== undefined) pin({ key: targetKey, align: "center" });
    else if (target !== null) onMissing(target.eventId);
    else if (anchor.kind === "end" && lastKey !== undefined) pin({ key: lastKey, align: "end" });
  }, [target, targetKey, pin]);

  const { currentKey, setCurrentKey } = useTranscriptKeys({ rows, items, virtualizer, query, onJump });
  const bottom = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0);
  const lastInView = virtualizer.getVirtualItemForOffset(bottom)?.index ?? 0;

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]">
        <div
          role="feed"
          aria-label="Transcript"
          aria-busy={query.isFetching}
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          <div className="absolute inset-x-0 top-0" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row === undefined ? null : (
                <div key={item.key} ref={virtualizer.measureElement} data-index={item.index}>
                  <TranscriptRow
                    row={row}
                    payload={"event" in row ? payloadOf(row.event) : null}
                    resultPayload={row.kind === "call" ? payloadOf(row.result) : null}
                    position={item.index + 1}
                    count={hasNextPage || hasPreviousPage ? -1 : rows.length}
                    isCurrent={row.key === currentKey}
                    onFocus={setCurrentKey}
                  />
                </div>
              );
            })}
          </div>
        </div>
        <TranscriptEdge
          query={query}
          count={events.length}
          filter={scope.filter}
          isOpenEnded={isLive && !session.reverie.recorded}
        />
      </div>
      <NewEvents
        rows={rows}
        lastSeenIndex={lastInView}
        addedIds={transcript.addedIds}
        onShow={(key) => pin({ key, align: "start" })}
      />
    </div>
  );
}
