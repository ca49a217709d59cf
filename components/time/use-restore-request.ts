"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { parseAsMoment } from "../store/use-store-address";

/** The restore that the address asks to prepare, so that one can be linked to and looked at again. */
export function useRestoreRequest() {
  return useQueryStates({ restore: parseAsMoment, folder: parseAsString.withDefault("/") }, { history: "replace" });
}
