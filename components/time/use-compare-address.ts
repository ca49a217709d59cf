"use client";
import { choiceField, momentField, textField, textFieldOr } from "../address/address-field";
import { useAddress } from "../address/use-address";

const fields = {
  store: textField,
  /** The other store … */
  with: textField,
  /** … or the moment at which the store is compared with itself. */
  since: momentField,
  kind: choiceField(["created", "modified", "deleted", "renamed"]),
  find: textFieldOr(""),
  /** The path whose two texts are shown. */
  open: textField,
};

/** What is compared, which part of it is listed and which file is open: all of it stands in the address. */
export function useCompareAddress() {
  return useAddress(fields, "push");
}
