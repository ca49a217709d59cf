"use client";
import { useOnDemand } from "./on-demand";
import { toasterCode } from "./toast";

/** Toasts confirm and offer undo; an error always stands where it happened too. */
export function Toaster() {
  const parts = useOnDemand(toasterCode, false);
  return parts === null ? null : <parts.ShownToasts />;
}
