"use client";
import { useSyncExternalStore } from "react";

const tickMs = 20_000;
const listeners = new Set<() => void>();
let now: Date | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  // With nobody listening the clock stood still; the first reader sets it again.
  if (listeners.size === 0) now = new Date();
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    for (const tell of listeners) tell();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function snapshot(): Date {
  now ??= new Date();
  return now;
}

const onServer = () => null;

/** One clock for every time on the page; null on the server and while hydrating. */
export function useNow(): Date | null {
  return useSyncExternalStore(subscribe, snapshot, onServer);
}
