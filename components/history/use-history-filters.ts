"use client";
import { textField } from "../address/address-field";
import { useAddress } from "../address/use-address";

const fields = {
  by: textField,
  operation: textField,
  via: textField,
  from: textField,
  until: textField,
  under: textField,
};

/** The filters of a store's history; they stand in the address, so that a view can be sent to somebody. */
export function useHistoryFilters() {
  return useAddress(fields);
}
