"use client";
import { PreviewCard } from "@base-ui/react/preview-card";
import type { ReactElement, ReactNode } from "react";

interface BlameCardProps {
  /** The link that it stands beside; takes a ref and props. */
  trigger: ReactElement;
  children: ReactNode;
}

/** Opens on hover and on focus beside the gutter. What it says stands in the version's own page too, for touch. */
export function BlameCard({ trigger, children }: BlameCardProps) {
  return (
    <PreviewCard.Root>
      <PreviewCard.Trigger render={trigger} delay={250} closeDelay={150} />
      <PreviewCard.Portal>
        <PreviewCard.Positioner side="bottom" align="start" sideOffset={2} className="z-50">
          <PreviewCard.Popup className="flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 rounded-md bg-raised p-3 font-sans text-13 text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
