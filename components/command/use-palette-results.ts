"use client";
import { useEffect, useState } from "react";
import type { PaletteItem, PaletteSource } from "./command-store";

interface Found {
  source: PaletteSource;
  items: PaletteItem[];
}

/**
 * Asks every source for the query at once and shows their answers together, since the first row of them is what Enter runs;
 * a newer query cancels the older. A source that fails shows nothing. The empty query is asked as well, so that sources
 * fetch what they need before the first letter.
 */
export function usePaletteResults(sources: readonly PaletteSource[], query: string): Found[] {
  const [found, setFound] = useState<Found[]>([]);
  const wanted = query.trim();
  useEffect(() => {
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const answers = await Promise.all(
        sources.map(async (source) => ({ source, items: await source.search(wanted, abort.signal).catch(() => []) })),
      );
      if (!abort.signal.aborted) setFound(wanted === "" ? [] : answers.filter(({ items }) => items.length > 0));
    };
    // At every letter: an answer takes the server less than the pause that would save it from being asked.
    void ask();
    return () => abort.abort();
  }, [sources, wanted]);
  return wanted === "" ? [] : found;
}
