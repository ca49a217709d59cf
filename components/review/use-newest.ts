"use client";
import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that never changes and always does what the newest one does, so that long lists need not be drawn again. */
export function useNewest<Arguments extends unknown[]>(
  run: (...values: Arguments) => void,
): (...values: Arguments) => void {
  const newest = useRef(run);
  useLayoutEffect(() => {
    newest.current = run;
  });
  return useCallback((...values: Arguments) => newest.current(...values), []);
}
