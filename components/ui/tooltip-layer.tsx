"use client";
import { useSyncExternalStore } from "react";
import { onDemand, useOnDemand } from "./on-demand";
import { tooltipState } from "./tooltip-state";

export const tooltipCode = onDemand(() => import("./tooltip-parts"));

const onServer = () => null;

/** Draws the tooltip of whatever is pointed at. Mounted once. */
export function TooltipLayer() {
  const shown = useSyncExternalStore(tooltipState.subscribe, tooltipState.peek, onServer);
  const parts = useOnDemand(tooltipCode, shown !== null);
  return parts === null ? null : <parts.TooltipPopup shown={shown} />;
}
