import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyStateProps {
  icon?: ReactNode;
  /** The fact: "No sessions yet". */
  title: string;
  /** What it means and what to do next. */
  children?: ReactNode;
  /** One action. */
  action?: ReactNode;
  /** A copyable snippet, for what was never used yet. */
  snippet?: ReactNode;
  className?: string;
}

/** Nothing here, and why: never had any, filtered to nothing, cleared, or not for this reader. Say which. */
export function EmptyState({ icon, title, children, action, snippet, className }: EmptyStateProps) {
  return (
    <div className={cn("mx-auto flex w-full max-w-128 flex-col items-start gap-3 px-6 py-12", className)}>
      {icon ? <div className="text-ink-3 [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div> : null}
      <div className="flex flex-col gap-1">
        <h2 className="text-14 font-semibold">{title}</h2>
        {children ? <div className="prose-width text-13 text-ink-2">{children}</div> : null}
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      {snippet ? <div className="w-full">{snippet}</div> : null}
    </div>
  );
}
