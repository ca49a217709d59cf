"use client";
import { useTheme } from "next-themes";
import { useLayoutEffect, useRef, useState } from "react";
import { DiffMethod } from "react-diff-viewer-continued";
import { formatCount } from "../ui/format-count";
import { useMediaQuery } from "../ui/use-media-query";
import { AccessibleDiffViewer } from "./accessible-diff-viewer";
import type { CompareViewProps } from "./compare-view";
import { diffViewerStyles } from "./diff-viewer-styles";

const pageSize = 100;

/** The comparison of the history: folded where nothing changed, drawn row by row when long. */
export function DiffViewer({ before, after, view, isVirtual }: CompareViewProps & { isVirtual: boolean }) {
  const { resolvedTheme } = useTheme();
  const isNarrow = useMediaQuery("(max-width: 48rem)");
  const frame = useRef<HTMLDivElement>(null);
  const [heightPx, setHeightPx] = useState(480);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // The library defers word marks only while the height it is told is a number of pixels below 2000.
    const observer = new ResizeObserver(() => setHeightPx(Math.min(Math.max(element.clientHeight, 200), 1900)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} data-keep-colors className="min-h-0 flex-1 overflow-auto">
      <AccessibleDiffViewer
        oldValue={before}
        newValue={after}
        splitView={view === "split" && isNarrow !== true}
        useDarkTheme={resolvedTheme === "dark"}
        compareMethod={DiffMethod.WORDS_WITH_SPACE}
        extraLinesSurroundingDiff={3}
        hideSummary
        styles={diffViewerStyles}
        codeFoldMessageRenderer={(count) => <span>{formatCount(count, "unchanged line")}</span>}
        {...(isVirtual ? { infiniteLoading: { pageSize, containerHeight: `${heightPx}px` } } : {})}
      />
    </div>
  );
}
