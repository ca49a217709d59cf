"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { parseAsMoment } from "../store/use-store-address";

const parsers = {
  store: parseAsString,
  /** The other store … */
  with: parseAsString,
  /** … or the moment at which the store is compared with itself. */
  since: parseAsMoment,
  kind: parseAsStringLiteral(["created", "modified", "deleted", "renamed"]),
  find: parseAsString.withDefault(""),
  /** The path whose two texts are shown. */
  open: parseAsString,
};

/** What is compared, which part of it is listed and which file is open: all of it stands in the address. */
export function useCompareAddress() {
  return useQueryStates(parsers, { history: "push" });
}
