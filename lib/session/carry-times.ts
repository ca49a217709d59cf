/**
 * Gives events without a time the time of the one before them, or of the first that has one: lists go by time, and
 * must not tear a transcript apart in which only some entries say when they happened. Without any time all stay `now`.
 */
export function carryTimes<E extends { processedAt?: Date | "queued" | "now" }>(events: readonly E[]): E[] {
  let last = events.map((event) => event.processedAt).find((time) => time instanceof Date);
  if (last === undefined) return [...events];
  return events.map((event) => {
    if (event.processedAt instanceof Date) last = event.processedAt;
    return event.processedAt === "now" || event.processedAt === undefined ? { ...event, processedAt: last } : event;
  });
}
