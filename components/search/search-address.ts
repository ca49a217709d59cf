import type { SearchFilters } from "@/lib/client/memory-search";
import { searchModes } from "@/lib/contract/vocabulary";
import { choiceFieldOr, flagField, textFieldOr, wordsField } from "../address/address-field";

/** What is looked for, as it stands in the address. */
export const searchFields = {
  q: textFieldOr(""),
  mode: choiceFieldOr(searchModes, "substring"),
  case: flagField,
  in: textFieldOr(""),
  store: wordsField,
};

export interface SearchAddress {
  q: string;
  mode: (typeof searchModes)[number];
  case: boolean;
  /** The folder, as somebody typed it. */
  in: string;
  /** The stores that are searched; none = all. */
  store: readonly string[];
}

/** `alerts` → `/alerts/`; null for the whole store. */
export function folderOf(typed: string): string | null {
  const inner = typed.trim().replace(/^\/+|\/+$/g, "");
  return inner === "" ? null : `/${inner}/`;
}

/** The API's query for an address; null while nothing is asked. */
export function searchFiltersOf(address: Omit<SearchAddress, "store">): SearchFilters | null {
  if (address.q.trim() === "") return null;
  const folder = folderOf(address.in);
  return {
    q: address.q,
    mode: address.mode,
    // Words are compared without regard to capitals.
    ...(address.case && address.mode !== "words" ? { case: true } : {}),
    ...(folder === null ? {} : { path_prefix: folder }),
  };
}
