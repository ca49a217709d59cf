"use client";
import { useEffect, useState } from "react";
import type { PaletteItem, PaletteSource } from "./command-store";

interface Found {
  source: PaletteSource;
  items: PaletteItem[];
}

const nothing: ReadonlyMap<string, PaletteItem[]> = new Map();

/**
 * Asks every source for the query and shows each answer as it comes; a newer query cancels the older. A source that fails
 * shows nothing. The empty query is asked as well, so that sources fetch what they need before the first letter.
 */
export function usePaletteResults(sources: readonly PaletteSource[], query: string): Found[] {
  const [answers, setAnswers] = useState(nothing);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "") setAnswers(nothing);
    const abort = new AbortController();
    const ask = async (source: PaletteSource): Promise<void> => {
      const items = await source.search(wanted, abort.signal).catch(() => []);
      if (!abort.signal.aborted && wanted !== "") setAnswers((before) => new Map(before).set(source.id, items));
    };
    // At every letter: an answer takes the server less than the pause that would save it from being asked.
    for (const source of sources) void ask(source);
    return () => abort.abort();
  }, [sources, wanted]);
  if (wanted === "") return [];
  return sources.flatMap((source) => {
    const items = answers.get(source.id) ?? [];
    return items.length === 0 ? [] : [{ source, items }];
  });
}
