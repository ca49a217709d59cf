import { cn } from "./cn";
import { keyLabels } from "./key-labels";
import { useIsApple } from "./use-is-apple";

/** Shows a shortcut such as `mod+k` or `g s` with the names that this machine's keys carry. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const isApple = useIsApple();
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keyLabels(keys, isApple).map((label) => (
        <kbd
          key={label}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-line-strong bg-raised px-1 font-sans text-12 leading-none text-ink-2"
        >
          {label}
        </kbd>
      ))}
    </span>
  );
}
