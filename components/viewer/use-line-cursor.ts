"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";
import { extendRange, type LineRange } from "./line-range";

interface LineCursorOptions {
  scroller: RefObject<HTMLElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element> | Virtualizer<HTMLElement, Element>;
  isVirtual: boolean;
  lineCount: number;
  selectedLines: LineRange | null;
  onSelectLines: ((range: LineRange) => void) | undefined;
}

/** Picks lines by click and by arrow keys, and brings a line that was picked elsewhere (a link) into view once. */
export function useLineCursor({
  scroller,
  virtualizer,
  isVirtual,
  lineCount,
  selectedLines,
  onSelectLines,
}: LineCursorOptions) {
  const anchor = useRef<number | null>(null);
  const shown = useRef<number | null>(null);
  const target = selectedLines?.[0] ?? null;

  useEffect(() => {
    if (target === null || target === shown.current || target > lineCount) return;
    shown.current = target;
    if (isVirtual) virtualizer.scrollToIndex(target - 1, { align: "center" });
    else lineElement(scroller, target)?.scrollIntoView({ block: "center" });
  }, [target, lineCount, isVirtual, virtualizer, scroller]);

  const pick = (line: number, isRange: boolean) => {
    const from = anchor.current ?? target;
    if (!isRange) anchor.current = line;
    const range: LineRange = isRange ? extendRange(from === null ? null : [from, from], line) : [line, line];
    shown.current = range[0];
    onSelectLines?.(range);
  };

  const step = (line: number, by: 1 | -1, isRange: boolean) => {
    const next = Math.min(Math.max(line + by, 1), lineCount);
    pick(next, isRange);
    if (isVirtual) virtualizer.scrollToIndex(next - 1, { align: "auto" });
    requestAnimationFrame(() => lineElement(scroller, next)?.querySelector("a")?.focus());
  };

  return { pick, step };
}

function lineElement(scroller: RefObject<HTMLElement | null>, line: number): HTMLElement | null {
  return scroller.current?.querySelector<HTMLElement>(`#L${line}`) ?? null;
}
