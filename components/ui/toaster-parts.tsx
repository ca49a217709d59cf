"use client";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { sayTo } from "./toast-queue";

/** The toasts themselves; those that were said before it came are shown now. */
export function ShownToasts() {
  const { resolvedTheme } = useTheme();
  useEffect(() => sayTo(sonner), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      duration={6000}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-88 max-w-full items-center gap-2 rounded-md bg-raised px-3 py-2 text-13 text-ink shadow-float",
          title: "font-medium",
          description: "text-12 text-ink-2",
          content: "min-w-0 flex-1",
          actionButton: "h-6 shrink-0 rounded-md border border-line-strong px-2 text-12 font-medium hover:bg-sunken",
          cancelButton: "h-6 shrink-0 rounded-md px-2 text-12 text-ink-2 hover:bg-sunken",
          icon: "shrink-0 text-ink-3",
          error: "[&_[data-icon]]:text-danger",
          success: "[&_[data-icon]]:text-ok",
        },
      }}
    />
  );
}
