"use client";
import { useLiveState } from "../shell/live-provider";

const intervalMs = 5000;

/** How often to ask again what others may have changed: never while the live stream says so by itself. */
export function useRefetchInterval(): number | false {
  return useLiveState() === "live" ? false : intervalMs;
}
