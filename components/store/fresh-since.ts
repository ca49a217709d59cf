export const freshSpans = ["off", "hour", "day", "week"] as const;
export type FreshSpan = (typeof freshSpans)[number];

const minuteMs = 60_000;
const spanMs: Record<Exclude<FreshSpan, "off">, number> = {
  hour: 60 * minuteMs,
  day: 24 * 60 * minuteMs,
  week: 7 * 24 * 60 * minuteMs,
};

/** The moment from which on a change counts as fresh, by whole minutes, so that a tree is not drawn anew with every tick. */
export function freshSinceOf(span: FreshSpan, now: Date | null): string | null {
  if (span === "off" || now === null) return null;
  const startMs = now.getTime() - spanMs[span];
  return new Date(startMs - (startMs % minuteMs)).toISOString();
}
