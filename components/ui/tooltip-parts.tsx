"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import { useState } from "react";
import { Kbd } from "./kbd";
import { type ShownTooltip, tooltipState } from "./tooltip-state";

/** The tooltip beside its anchor; what it said stays in it while it fades. */
export function TooltipPopup({ shown }: { shown: ShownTooltip | null }) {
  const [last, setLast] = useState(shown);
  if (shown !== null && shown !== last) setLast(shown);
  return (
    <Base.Root open={shown !== null} onOpenChange={(isOpen) => (isOpen ? undefined : tooltipState.hide())}>
      <Base.Portal>
        <Base.Positioner anchor={last?.anchor ?? null} side={last?.side ?? "top"} sideOffset={6} className="z-50">
          <Base.Popup
            onPointerEnter={tooltipState.keep}
            onPointerLeave={tooltipState.hideSoon}
            className="flex max-w-80 items-center gap-2 rounded-md bg-raised px-2 py-1 text-12 text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <span className="min-w-0 break-words">{last?.label}</span>
            {last?.keys ? <Kbd keys={last.keys} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
