/** Positions of the slider; enough that a pixel is a step. */
export const scaleSteps = 400;

/** The moment at a position of the slider, as RFC 3339; null at its end, which is now. */
export function momentAt(position: number, from: Date, now: Date): string | null {
  if (position >= scaleSteps) return null;
  const spanMs = Math.max(0, now.getTime() - from.getTime());
  return new Date(from.getTime() + (spanMs * Math.max(0, position)) / scaleSteps).toISOString();
}

/** Where a moment stands on the slider. */
export function positionOf(moment: string | null, from: Date, now: Date): number {
  if (moment === null) return scaleSteps;
  const spanMs = now.getTime() - from.getTime();
  if (spanMs <= 0) return scaleSteps;
  const position = ((Date.parse(moment) - from.getTime()) / spanMs) * scaleSteps;
  return Math.round(Math.min(scaleSteps, Math.max(0, position)));
}

export const dayMs = 86_400_000;

/** Of a line of 1,000: the day of a store that is hours old would cover all of it. */
const widestMark = 24;

/** Where a day stands on a line of 1,000, and how wide: cut to the line, never too narrow to be seen, nor a block. */
export function markOfDay(startMs: number, endMs: number, from: Date, to: Date): [x: number, width: number] {
  const spanMs = Math.max(1, to.getTime() - from.getTime());
  const place = (timeMs: number) => Math.min(1000, Math.max(0, ((timeMs - from.getTime()) / spanMs) * 1000));
  const [left, right] = [place(startMs), place(endMs)];
  const width = Math.min(Math.max(8, (right - left) * 0.8), widestMark);
  return [Math.min(left, 1000 - width), width];
}

/** What the field for a moment shows, in UTC; "" for now. */
export function momentText(at: string | null): string {
  return at === null ? "" : at.slice(0, 19).replace("T", " ");
}

export type ReadMoment = { kind: "moment"; at: string } | { kind: "now" } | { kind: "unreadable" };

const typedShape = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?)?\s*(?:Z|UTC)?$/i;

/**
 * The moment that somebody typed, in UTC, with all that was written in its last second, minute or day, whichever was named
 * last. Nothing, the word, and every moment to come are now.
 */
export function readMoment(text: string, now: Date): ReadMoment {
  const typed = text.trim();
  if (typed === "" || typed.toLowerCase() === "now") return { kind: "now" };
  const [, day, minute = "23:59", second = ":59"] = typedShape.exec(typed) ?? [];
  const timeMs = day === undefined ? Number.NaN : Date.parse(`${day}T${minute}${second}.999Z`);
  if (Number.isNaN(timeMs)) return { kind: "unreadable" };
  return timeMs >= now.getTime() ? { kind: "now" } : { kind: "moment", at: new Date(timeMs).toISOString() };
}

const countedDays = 730;

/** The day from which activity is counted for a line that begins at a moment: the server counts two years of days at most. */
export function activityFrom(from: Date, now: Date): string {
  const earliest = Math.max(from.getTime(), now.getTime() - countedDays * dayMs);
  return `${new Date(earliest).toISOString().slice(0, 10)}T00:00:00.000Z`;
}
