"use client";
import { useCallback, useSyncExternalStore } from "react";
import { formatLineRange, type LineRange, parseLineRange } from "./line-range";

const changed = "reverie:lines";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("hashchange", listener);
    window.removeEventListener(changed, listener);
  };
}

/** The lines named in the address (`#L3-L9`), and a way to name others without adding to the history. */
export function useLineRange(): [LineRange | null, (range: LineRange) => void] {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
  const setRange = useCallback((range: LineRange) => {
    window.history.replaceState(window.history.state, "", formatLineRange(range));
    window.dispatchEvent(new Event(changed));
  }, []);
  return [parseLineRange(hash), setRange];
}
