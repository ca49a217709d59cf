"use client";
import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be forbidden; a preference is then only its default.
    return null;
  }
}

/** A choice that this browser remembers, e.g. Rendered or Source. The server always sees the default. */
export function usePreference<Value extends string>(
  name: string,
  allowed: readonly Value[],
  fallback: Value,
): [Value, (value: Value) => void] {
  const key = `reverie.${name}`;
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const set = useCallback(
    (value: Value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        return;
      }
      for (const tell of listeners) tell();
    },
    [key],
  );
  return [allowed.find((value) => value === stored) ?? fallback, set];
}
