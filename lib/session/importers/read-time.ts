const earliestMs = 0;
const latestMs = Date.UTC(9999, 11, 31);
const secondsBelow = 100_000_000_000;
const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A time as sources write it: ISO text (without a zone it is read as UTC, so that the machine's own zone never
 * matters), or a number of seconds or milliseconds since 1970. Null where it is none.
 */
export function readTime(value: unknown): Date | null {
  const atMs =
    typeof value === "number" ? numberMs(value) : typeof value === "string" ? textMs(value.trim()) : Number.NaN;
  return atMs > earliestMs && atMs < latestMs ? new Date(atMs) : null;
}

function numberMs(value: number): number {
  return Math.round(value < secondsBelow ? value * 1000 : value);
}

function textMs(text: string): number {
  if (!isoTime.test(text)) return Number.NaN;
  const normal = text.replace(" ", "T").replace(",", ".");
  return Date.parse(/T/i.test(normal) && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(normal) ? `${normal}Z` : normal);
}
