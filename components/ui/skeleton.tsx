import { cn } from "./cn";

/** A bar in the shape of what will come; it shows only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3 animate-appear-late rounded-sm bg-sunken", className)} />;
}

const widths = ["w-3/5", "w-4/5", "w-2/5", "w-3/4", "w-1/2"];

/** Rows of a list that is on its way; says "Loading …" once to screen readers. */
export function SkeletonRows({ label, count = 6, className }: { label: string; count?: number; className?: string }) {
  return (
    <div role="status" className={cn("flex flex-col", className)}>
      <span className="sr-only">Loading {label}</span>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <span key={row} className="flex h-8 items-center gap-3 px-3">
          <Skeleton className="size-4" />
          <Skeleton className={widths[row % widths.length] ?? "w-1/2"} />
        </span>
      ))}
    </div>
  );
}
