import { observableAt, type Series } from "./series";

/**
 * Surrogates of a series by interval jitter (Amarasingham 2012): time is cut into windows of one length with a random phase, and each
 * occurrence is redrawn uniformly within its window and within what was observable around it. What is slower than a window, such as day
 * cycles and outages, stays; which exact minute goes. Row 0 is the series itself.
 */
export function intervalJitter(series: Series, lengthMs: number, rows: number, random: () => number): Float64Array {
  const { times } = series;
  const count = times.length;
  const drawn = new Float64Array((rows + 1) * count);
  drawn.set(times);
  const spans = times.map((atMs) => observableAt(series, atMs));
  for (let row = 1; row <= rows; row++) {
    const phaseMs = random() * lengthMs;
    for (let at = 0; at < count; at++) {
      const atMs = times[at] ?? 0;
      const startMs = Math.floor((atMs - phaseMs) / lengthMs) * lengthMs + phaseMs;
      const fromMs = Math.max(startMs, spans[at]?.fromMs ?? startMs);
      const toMs = Math.min(startMs + lengthMs, spans[at]?.toMs ?? startMs + lengthMs);
      drawn[row * count + at] = fromMs + random() * (toMs - fromMs);
    }
  }
  return drawn;
}
