import type { ReactNode } from "react";
import { cn } from "../ui/cn";

/** The 36 px head of a pane: what it shows, and its few controls. */
export function PaneHeader({
  title,
  meta,
  actions,
  className,
}: {
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-3 py-[3px]",
        className,
      )}
    >
      <div className="flex min-w-0 flex-[1_1_6rem] items-center gap-2">
        <h2 className="min-w-0 truncate text-13 font-medium">{title}</h2>
        {meta ? <div className="flex min-w-0 shrink-0 items-center gap-2 text-12 text-ink-3">{meta}</div> : null}
      </div>
      {actions ? <div className="ml-auto flex shrink-0 items-center gap-1">{actions}</div> : null}
    </div>
  );
}
