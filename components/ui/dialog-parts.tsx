"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { cn } from "./cn";
import type { DialogProps } from "./dialog-props";

const widths = { sm: "max-w-96", md: "max-w-128", lg: "max-w-192", xl: "max-w-288" };

/** Focus goes in, stays in, and returns to what opened it. */
export function ModalDialog({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  width = "md",
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            {...(initialFocus ? { initialFocus } : {})}
            className={cn(
              "flex max-h-full w-full flex-col rounded-lg bg-raised shadow-float outline-none transition-opacity",
              "data-ending-style:opacity-0 data-starting-style:opacity-0",
              widths[width],
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-4 pb-3">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-16 font-semibold">{title}</Base.Title>
                {description ? (
                  <Base.Description className="mt-1 text-13 text-ink-2">{description}</Base.Description>
                ) : null}
              </div>
              <Base.Close
                aria-label="Close"
                className="-mr-2 grid size-7 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Base.Close>
            </header>
            {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div> : null}
            {footer ? (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
            ) : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
