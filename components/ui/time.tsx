"use client";
import { cn } from "./cn";
import { compactAge, exactUtc, relativeTime } from "./relative-time";
import { Tooltip } from "./tooltip";
import { useNow } from "./use-now";

interface TimeProps {
  at: string;
  /** `relative` "3 days ago" · `age` "3d" · `exact` the UTC time itself. */
  format?: "relative" | "age" | "exact";
  /** Inside a link or a row that is a tab stop already. */
  isPlain?: boolean;
  className?: string;
}

/** Relative for reading, exact UTC on hover and focus. The server prints UTC, so that hydration agrees. */
export function Time({ at, format = "relative", isPlain = false, className }: TimeProps) {
  const now = useNow();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span className={className}>unknown time</span>;
  const exact = exactUtc(date);
  const text =
    now === null || format === "exact"
      ? format === "age"
        ? ""
        : exact
      : format === "age"
        ? compactAge(date, now)
        : relativeTime(date, now);
  const face = cn("whitespace-nowrap tabular", className);
  if (isPlain) {
    return (
      <time dateTime={at} title={exact} className={face}>
        {text}
      </time>
    );
  }
  return (
    <Tooltip label={<span className="font-mono">{exact}</span>}>
      <time
        dateTime={at}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse.
        tabIndex={0}
        className={cn("rounded-sm", face)}
      >
        {text}
        {format === "exact" ? null : <span className="sr-only"> ({exact})</span>}
      </time>
    </Tooltip>
  );
}
