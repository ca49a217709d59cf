"use client";
import { useCallback, useSyncExternalStore } from "react";

const onServer = () => null;

/** Whether a media query holds; null on the server and while hydrating. */
export function useMediaQuery(query: string): boolean | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore<boolean | null>(subscribe, () => window.matchMedia(query).matches, onServer);
}
