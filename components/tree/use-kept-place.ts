"use client";
import type { ItemInstance } from "@headless-tree/core";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { TreeNode } from "./build-tree";

/**
 * Keeps the row that stands on top where it stands when rows come or go above it: what others write must not move what one looks
 * at.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  items: readonly ItemInstance<TreeNode>[],
  rowHeightPx: number,
  paddingTopPx: number,
): void {
  const top = useRef<{ id: string; index: number } | null>(null);
  const newest = useRef(items);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const note = () => {
      const index = Math.max(0, Math.floor((element.scrollTop - paddingTopPx) / rowHeightPx));
      const id = newest.current[index]?.getId();
      top.current = id === undefined || element.scrollTop === 0 ? null : { id, index };
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [scroller, rowHeightPx, paddingTopPx]);
  useLayoutEffect(() => {
    newest.current = items;
    const kept = top.current;
    if (kept === null || items[kept.index]?.getId() === kept.id) return;
    const index = items.findIndex((item) => item.getId() === kept.id);
    if (index === -1 || scroller.current === null) return;
    scroller.current.scrollTop += (index - kept.index) * rowHeightPx;
    top.current = { id: kept.id, index };
  });
}
