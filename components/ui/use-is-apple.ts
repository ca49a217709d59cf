"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether the keyboard says ⌘. False on the server and in the first paint, so that both agree. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
