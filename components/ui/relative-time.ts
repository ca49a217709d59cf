const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const units = [
  { name: "year", short: "y", sizeMs: 365 * dayMs },
  { name: "month", short: "mo", sizeMs: 30 * dayMs },
  { name: "day", short: "d", sizeMs: dayMs },
  { name: "hour", short: "h", sizeMs: hourMs },
  { name: "minute", short: "m", sizeMs: minuteMs },
  { name: "second", short: "s", sizeMs: 1000 },
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

// The page's clock ticks slower than events come in, and servers' clocks differ: what just happened is never in the future.
const clockSlackMs = 30_000;

function distanceBetween(at: Date, now: Date): number {
  const distanceMs = at.getTime() - now.getTime();
  return distanceMs > 0 && distanceMs < clockSlackMs ? 0 : distanceMs;
}

/** "3 days ago", "in 2 hours", "now". */
export function relativeTime(at: Date, now: Date): string {
  const distanceMs = distanceBetween(at, now);
  const unit = units.find(({ sizeMs }) => Math.abs(distanceMs) >= sizeMs);
  return unit ? words.format(Math.trunc(distanceMs / unit.sizeMs), unit.name) : "now";
}

/** The same in a column's width: "3d", "2h", "now". */
export function compactAge(at: Date, now: Date): string {
  const distanceMs = Math.abs(distanceBetween(at, now));
  const unit = units.find(({ sizeMs }) => distanceMs >= sizeMs);
  return unit ? `${Math.trunc(distanceMs / unit.sizeMs)}${unit.short}` : "now";
}

/** "14:02" where the reader is. */
export function clockTime(at: Date): string {
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** "2026-11-22 14:02:09 UTC": the same in every time zone, so the server may print it. */
export function exactUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
