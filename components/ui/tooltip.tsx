"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

interface TooltipProps {
  label: ReactNode;
  keys?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  /** The trigger: one element that takes a ref and props. */
  children: ReactElement;
}

/** A short supplement; never the only place of a fact, because touch has no hover. */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-md bg-raised px-2 py-1 text-12 text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            <span className="min-w-0 break-words">{label}</span>
            {keys ? <Kbd keys={keys} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
