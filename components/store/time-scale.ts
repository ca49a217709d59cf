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
