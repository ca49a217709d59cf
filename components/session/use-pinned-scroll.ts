"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Events by which a reader takes the scroll position into their own hands. */
const takeOver = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Brings a row into view and holds it there while the rows above it get their real heights, until the reader scrolls.
 * The answer pins a row by its index; null lets go.
 */
export function usePinnedScroll(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Rows,
): (pin: { index: number; align: "start" | "center" | "end" } | null) => void {
  const pinned = useRef<{ index: number; align: "start" | "center" | "end" } | null>(null);
  const totalSize = virtualizer.getTotalSize();
  const hold = useCallback(() => {
    const pin = pinned.current;
    if (pin === null) return;
    virtualizer.scrollToIndex(pin.index, { align: pin.align });
    requestAnimationFrame(() => {
      if (pinned.current === pin && scroller.current !== null) showQuote(scroller.current);
    });
  }, [virtualizer, scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was measured moves the others: that is when to look again.
  useLayoutEffect(hold, [hold, totalSize]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const letGo = () => {
      pinned.current = null;
    };
    for (const name of takeOver) element.addEventListener(name, letGo, { passive: true });
    return () => {
      for (const name of takeOver) element.removeEventListener(name, letGo);
    };
  }, [scroller]);
  return useCallback(
    (pin) => {
      pinned.current = pin;
      hold();
    },
    [hold],
  );
}

/** In an event taller than the window the quoted words are what to show. */
function showQuote(scroller: HTMLElement): void {
  const range = [...(("highlights" in CSS && CSS.highlights.get("session-quote")) || [])][0];
  if (!(range instanceof Range)) return;
  const [words, frame] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (words.height === 0 || (words.top >= frame.top && words.bottom <= frame.bottom)) return;
  scroller.scrollTop += words.top - frame.top - frame.height / 3;
}
