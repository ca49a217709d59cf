"use client";
import { useEffect, useState } from "react";
import type { PaletteItem, PaletteSource } from "./command-store";

// A pause that a fast typist stays under, and that leaves most of 100 ms to the answer.
const debounceMs = 25;

interface Found {
  source: PaletteSource;
  items: PaletteItem[];
}

/** Asks every source for the query; a newer query cancels the older. A source that fails shows nothing. */
export function usePaletteResults(sources: readonly PaletteSource[], query: string): Found[] {
  const [answer, setAnswer] = useState<{ query: string; found: Found[] }>({ query: "", found: [] });
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "" || sources.length === 0) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const settled = await Promise.allSettled(
        sources.map(async (source) => ({ source, items: await source.search(wanted, abort.signal) })),
      );
      if (abort.signal.aborted) return;
      const found = settled.flatMap((one) =>
        one.status === "fulfilled" && one.value.items.length > 0 ? [one.value] : [],
      );
      setAnswer({ query: wanted, found });
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [sources, wanted]);
  return wanted === "" ? [] : answer.found;
}
