"use client";
import { useId } from "react";
import { cn } from "./cn";

interface ProgressProps {
  /** "9 of 14 decided": shown, and read aloud as the value. */
  label: string;
  done: number;
  /** Left out or 0: it runs, and nobody knows for how long. */
  total?: number | null | undefined;
  tone?: "ink" | "dream";
  isLabelHidden?: boolean;
  className?: string;
}

export function Progress({ label, done, total, tone = "ink", isLabelHidden = false, className }: ProgressProps) {
  const labelId = useId();
  const isKnown = total !== undefined && total !== null && total > 0;
  const value = isKnown ? Math.min(done, total) : undefined;
  const colour = tone === "dream" ? "bg-dusk-solid" : "bg-ink-2";
  return (
    <div
      role="progressbar"
      aria-labelledby={labelId}
      aria-valuemin={0}
      aria-valuemax={isKnown ? total : 100}
      aria-valuenow={value}
      aria-valuetext={label}
      className={cn("flex min-w-0 items-center gap-2", className)}
    >
      <span id={labelId} className={isLabelHidden ? "sr-only" : "shrink-0 text-12 text-ink-2 tabular"}>
        {label}
      </span>
      <span
        className={cn(
          "relative block h-1.5 min-w-12 flex-1 overflow-hidden rounded-full",
          tone === "dream" ? "bg-dusk-line" : "bg-sunken",
        )}
      >
        <span
          className={cn(
            "block h-full rounded-full",
            colour,
            isKnown ? "transition-[width]" : "absolute w-1/3 animate-slide-along",
          )}
          {...(value === undefined ? {} : { style: { width: `${(100 * value) / (total ?? 100)}%` } })}
        />
      </span>
    </div>
  );
}
