"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Events by which a reader takes the scroll position into their own hands. */
const takeOver = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

interface Pin {
  /** The row's key: its index moves when earlier events are put before it. */
  key: string;
  align: "start" | "center" | "end";
}

/**
 * Brings a row into view and holds it there while the rows above it come and get their real heights, until the reader
 * scrolls. The answer pins a row.
 */
export function usePinnedScroll(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Rows,
  indexOf: (key: string) => number,
): (pin: Pin) => void {
  const pinned = useRef<Pin>(null);
  const newestIndexOf = useRef(indexOf);
  useLayoutEffect(() => {
    newestIndexOf.current = indexOf;
  });
  const totalSize = virtualizer.getTotalSize();
  const hold = useCallback(() => {
    const pin = pinned.current;
    const index = pin === null ? -1 : newestIndexOf.current(pin.key);
    if (pin === null || index === -1) return;
    virtualizer.scrollToIndex(index, { align: pin.align });
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
