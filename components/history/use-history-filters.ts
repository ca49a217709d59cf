"use client";
import { parseAsString, useQueryStates } from "nuqs";

const parsers = {
  by: parseAsString,
  operation: parseAsString,
  via: parseAsString,
  from: parseAsString,
  until: parseAsString,
  under: parseAsString,
};

/** The filters of a store's history; they stand in the address, so that a view can be sent to somebody. */
export function useHistoryFilters() {
  return useQueryStates(parsers);
}
