"use client";
import { useEffect } from "react";
import { dialogCode } from "../ui/dialog";
import { menuCode } from "../ui/menu";
import { selectCode } from "../ui/select";
import { toasterCode } from "../ui/toast";
import { tooltipCode } from "../ui/tooltip-layer";

const latestMs = 4000;

/** Brings what floats over a page once the page itself is done, so that nothing is waited for at its first opening. */
export function useBringWhenIdle(): void {
  useEffect(() => {
    const bring = () => {
      for (const code of [tooltipCode, menuCode, dialogCode, selectCode, toasterCode]) void code.bring();
    };
    // Safari has no idle callback.
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(bring, latestMs / 2);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(bring, { timeout: latestMs });
    return () => cancelIdleCallback(handle);
  }, []);
}
