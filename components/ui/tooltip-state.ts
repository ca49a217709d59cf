import type { ReactNode } from "react";

export interface ShownTooltip {
  anchor: Element;
  label: ReactNode;
  keys: string | undefined;
  side: "top" | "bottom" | "left" | "right";
}

const delayMs = 400;
/** Within this after one was hidden the next comes at once: somebody reads along a row of them. */
const readingOnMs = 300;
/** Time to move from the anchor onto the tooltip, which must stay to be read. */
const leaveMs = 100;

let shown: ShownTooltip | null = null;
let hiddenAtMs = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(next: ShownTooltip | null): void {
  clearTimeout(timer);
  if (next === shown) return;
  if (next === null) hiddenAtMs = Date.now();
  shown = next;
  for (const listener of listeners) listener();
}

/** There is one tooltip at a time, so one place draws it, whatever the number of its anchors. */
export const tooltipState = {
  peek: (): ShownTooltip | null => shown,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** The pointer rests on an anchor. */
  showSoon: (next: ShownTooltip): void => {
    clearTimeout(timer);
    if (shown !== null || Date.now() - hiddenAtMs < readingOnMs) change(next);
    else timer = setTimeout(() => change(next), delayMs);
  },
  show: change,
  /** The pointer left the anchor, and may be on its way to the tooltip. */
  hideSoon: (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => change(null), leaveMs);
  },
  /** The pointer has reached the tooltip. */
  keep: (): void => clearTimeout(timer),
  hide: (): void => change(null),
  /** An anchor is gone, or was left by the keyboard. */
  hideOf: (anchor: Element | null): void => {
    if (shown !== null && shown.anchor === anchor) change(null);
  },
};
