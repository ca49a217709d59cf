"use client";
import { momentField, textFieldOr } from "../address/address-field";
import { useAddress } from "../address/use-address";

const fields = { restore: momentField, folder: textFieldOr("/") };

/** The restore that the address asks to prepare, so that one can be linked to and looked at again. */
export function useRestoreRequest() {
  return useAddress(fields);
}
