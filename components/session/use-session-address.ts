"use client";
import { useSyncExternalStore } from "react";
import { choiceFieldOr, textField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { transcriptFilters } from "./transcript-scope";

const fields = {
  event: textField,
  quote: textField,
  show: choiceFieldOr(transcriptFilters, "all"),
  tool: textField,
  q: textField,
  /** A version that this session wrote: its call is looked for. */
  wrote: textField,
};

/** What the address says about the transcript: the linked event and its quoted words, the filter, the search. */
export function useSessionAddress() {
  const [address, setAddress] = useAddress(fields);
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
