"use client";
import { useCallback, useContext, useMemo } from "react";
import { AddressContext } from "./address-provider";
import type { HistoryStep } from "./address-writer";
import {
  type AddressChange,
  type AddressFields,
  type AddressValues,
  editAddress,
  ownPart,
  readAddress,
} from "./edit-address";

/**
 * State that stands in the address, so that it can be sent to somebody and Back leads out of it. The values are the same objects
 * for as long as the address says the same of them.
 *
 * @param fields one object for the life of the page: a constant of its module
 * @param usualStep whether a change is a step of its own to go back over, where the change does not say
 */
export function useAddress<Fields extends AddressFields>(
  fields: Fields,
  usualStep: HistoryStep = "replace",
): [AddressValues<Fields>, (change: AddressChange<Fields>, step?: HistoryStep) => void] {
  const { search, change } = useContext(AddressContext);
  const own = ownPart(fields, search);
  const values = useMemo(() => readAddress(fields, own), [fields, own]);
  const set = useCallback(
    (part: AddressChange<Fields>, step: HistoryStep = usualStep) =>
      change((before) => editAddress(fields, before, part), step),
    [fields, usualStep, change],
  );
  return [values, set];
}
