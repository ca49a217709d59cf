"use client";
import type { KeyboardEvent } from "react";

/**
 * The arrow keys go from the search box into the lines of the results and through them; above the first is the box again. Enter
 * follows a line because it is a link.
 */
export function useHitKeys(results: { current: HTMLElement | null }, focusBox: () => void) {
  const lines = () => [...(results.current?.querySelectorAll<HTMLElement>("[data-search-hit]") ?? [])];
  const go = (event: KeyboardEvent, target: HTMLElement | undefined) => {
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  };
  return {
    fromBox: (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || target.type === "checkbox") return;
      if (event.key === "ArrowDown") go(event, lines()[0]);
      if (event.key === "Enter" && target.type === "search") lines()[0]?.click();
    },
    withinResults: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = lines();
      const at = all.indexOf(event.target as HTMLElement);
      if (at === -1) return;
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      if (next >= 0) return go(event, all[next]);
      event.preventDefault();
      focusBox();
    },
  };
}
