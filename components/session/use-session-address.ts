"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSyncExternalStore } from "react";
import { transcriptFilters } from "./transcript-scope";

const parsers = {
  event: parseAsString,
  quote: parseAsString,
  show: parseAsStringLiteral(transcriptFilters).withDefault("all"),
  tool: parseAsString,
  q: parseAsString,
  /** A version that this session wrote: its call is looked for. */
  wrote: parseAsString,
};

/** What the address says about the transcript: the linked event and its quoted words, the filter, the search. */
export function useSessionAddress() {
  const [address, setAddress] = useQueryStates(parsers);
  const fragmentQuote = useFragmentQuote();
  return { ...address, quote: address.quote ?? fragmentQuote, setAddress };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** `#quote=…` keeps the words out of servers' logs; it means the same as `?quote=`. */
function useFragmentQuote(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.hash.slice(1)).get("quote"),
    () => null,
  );
}
