"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import { cn } from "../ui/cn";
import { languageOfPath } from "./language-of-path";
import type { LineRange } from "./line-range";
import { SourceLine } from "./source-line";
import { useHighlight } from "./use-highlight";
import { useLineCursor } from "./use-line-cursor";

const lineHeightPx = 20;
const virtualAbove = 600;

interface SourceViewProps {
  text: string;
  path: string;
  selectedLines?: LineRange | null;
  /** A click on a number picks the line, with shift a range. */
  onSelectLines?: (range: LineRange) => void;
  /** Stands left of the numbers: blame. */
  gutter?: (line: number) => ReactNode;
  isWrapping?: boolean;
  className?: string;
}

/** Content as it is: line numbers are links, invisible characters show, long texts are virtual. */
export function SourceView({
  text,
  path,
  selectedLines = null,
  onSelectLines,
  gutter,
  isWrapping = true,
  className,
}: SourceViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.replace(/\n$/, "").split("\n"), [text]);
  const tokens = useHighlight(text, languageOfPath(path));
  const isVirtual = lines.length > virtualAbove;
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    overscan: 40,
    enabled: isVirtual,
  });

  const { pick, step } = useLineCursor({
    scroller,
    virtualizer,
    isVirtual,
    lineCount: lines.length,
    selectedLines,
    onSelectLines,
  });

  const digits = String(lines.length).length;
  const row = (index: number) => (
    <SourceLine
      line={index + 1}
      text={lines[index] ?? ""}
      tokens={tokens?.[index]}
      isSelected={selectedLines !== null && index + 1 >= selectedLines[0] && index + 1 <= selectedLines[1]}
      isTabStop={index + 1 === (selectedLines?.[0] ?? 1)}
      onPick={pick}
      onStep={(by, isRange) => step(index + 1, by, isRange)}
      gutter={gutter?.(index + 1)}
      digits={digits}
      isWrapping={isWrapping}
    />
  );

  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long content scrolls, and scrolling must work from the keyboard.
      tabIndex={0}
      aria-label={`Source of ${path}`}
      className={cn(
        "min-h-0 flex-1 overflow-auto py-2 font-mono text-12 leading-5 focus-visible:-outline-offset-2",
        className,
      )}
    >
      {isVirtual ? (
        <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className="absolute inset-x-0 top-0 min-w-max"
              style={{ transform: `translateY(${item.start}px)`, ...(isWrapping ? { minWidth: 0 } : {}) }}
            >
              {row(item.index)}
            </div>
          ))}
        </div>
      ) : (
        <div className={isWrapping ? "" : "min-w-max"}>
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
            <div key={index}>{row(index)}</div>
          ))}
        </div>
      )}
    </section>
  );
}
