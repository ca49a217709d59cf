"use client";
import { cn } from "./cn";
import { clockTime, compactAge, exactUtc, relativeTime } from "./relative-time";
import { Tooltip } from "./tooltip";
import { useNow } from "./use-now";

type TimeFormat = "relative" | "age" | "clock" | "exact";

interface TimeProps {
  at: string;
  /** `relative` "3 days ago" · `age` "3d" · `clock` "14:02" here, under a heading with the day · `exact` the UTC time itself. */
  format?: TimeFormat;
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
  const text = textOf(date, now, format);
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

function textOf(at: Date, now: Date | null, format: TimeFormat): string {
  if (format === "exact") return exactUtc(at);
  // The narrow forms have no room for the whole, so the server leaves them out.
  if (now === null) return format === "relative" ? exactUtc(at) : "";
  if (format === "age") return compactAge(at, now);
  return format === "clock" ? clockTime(at) : relativeTime(at, now);
}
