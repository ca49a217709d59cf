"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { LoadMore, type LoadMoreProps } from "../table/load-more";
import { cn } from "../ui/cn";
import { RunRow } from "./run-row";
import { timelineRows } from "./timeline-rows";
import { VersionRow } from "./version-row";

export interface VersionTimelineProps {
  /** Newest first, as the API lists them. */
  versions: readonly MemoryVersion[];
  versionHref: (version: MemoryVersion) => string;
  currentVersionId?: string | null;
  selectedId?: string | null;
  /** The other side of a comparison. */
  compareId?: string | null;
  /** Shift-click, or the row's own button. */
  onCompare?: (version: MemoryVersion) => void;
  /** For the history of a store: each row names its file. */
  isShowingPaths?: boolean;
  loadMore?: LoadMoreProps;
  className?: string;
}

/** The history of a memory or a store, by day, runs folded. Scrolls in its own pane. */
export function VersionTimeline(props: VersionTimelineProps) {
  const { versions, loadMore, className, ...row } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [toggledRuns, setToggledRuns] = useState<ReadonlySet<string>>(new Set());
  const selectedId = props.selectedId ?? null;
  const rows = useMemo(
    () => timelineRows(versions, { now: new Date(), toggledRuns, selectedId }),
    [versions, toggledRuns, selectedId],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === "day" ? 32 : 44),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    // A first guess for the server and the first paint, before the pane has been measured.
    initialRect: { width: 320, height: 600 },
  });
  const toggle = (id: string) =>
    setToggledRuns((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div ref={scroller} className={cn("min-h-0 flex-1 overflow-y-auto", className)}>
      <ol aria-label="Versions" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const shown = rows[item.index];
          if (shown === undefined) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              aria-setsize={loadMore?.hasMore ? -1 : rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {shown.kind === "day" ? (
                <h3 className="px-3 pt-3 pb-1 text-12 font-medium text-ink-3">{shown.label}</h3>
              ) : shown.kind === "run" ? (
                <RunRow entries={shown.entries} isOpen={shown.isOpen} onToggle={() => toggle(shown.id)} />
              ) : (
                <VersionRow entry={shown.entry} isInRun={shown.isInRun} {...row} />
              )}
            </li>
          );
        })}
      </ol>
      {loadMore ? <LoadMore {...loadMore} /> : null}
    </div>
  );
}
