import { cofireMs, hourSurrogates, minuteMs, surrogates } from "./thresholds";

/** A window of lags after an occurrence: from `offsetMs` on, `widthMs` long. */
interface LagWindow {
  offsetMs: number;
  widthMs: number;
  scale: Scale;
}

type Scale = "together" | "minutes" | "hours";

export interface Grid {
  scale: Scale;
  widthMs: number;
  stepMs: number;
  firstOffsetMs: number;
  offsets: number;
  /** Place of its first window in the list of all. */
  base: number;
}

/** Grids that are tested against the same surrogates. */
export interface GridGroup {
  grids: readonly Grid[];
  /** Length of the intervals in which surrogates are redrawn. */
  jitterMs: number;
  surrogates: number;
}

const minutes = [3, 6, 12].map((width) => grid("minutes", width, 1, 60));
const hours = [30, 60, 120].map((width) => grid("hours", width, 30, 1440));
const together: Grid = {
  scale: "together",
  widthMs: 2 * cofireMs,
  stepMs: cofireMs,
  firstOffsetMs: -cofireMs,
  offsets: 1,
  base: 0,
};

const placed = placeGrids([together, ...minutes, ...hours]);

/**
 * Two scales: warnings of minutes, with the window of what happens together, whichever is first; and of hours. The draws of the two are
 * independent, so that the costly one can do with fewer.
 */
export const gridGroups: readonly GridGroup[] = [
  { grids: placed.filter(({ scale }) => scale !== "hours"), jitterMs: 90 * minuteMs, surrogates },
  { grids: placed.filter(({ scale }) => scale === "hours"), jitterMs: 360 * minuteMs, surrogates: hourSurrogates },
];

/** All windows of all grids in one list. */
export const lagWindows: readonly LagWindow[] = placed.flatMap(({ scale, widthMs, stepMs, firstOffsetMs, offsets }) =>
  Array.from({ length: offsets }, (_, at) => ({ offsetMs: firstOffsetMs + at * stepMs, widthMs, scale })),
);

function grid(scale: Scale, width: number, step: number, lastOffset: number): Grid {
  return {
    scale,
    widthMs: width * minuteMs,
    stepMs: step * minuteMs,
    firstOffsetMs: 0,
    offsets: lastOffset / step + 1,
    base: 0,
  };
}

function placeGrids(grids: readonly Grid[]): Grid[] {
  let base = 0;
  return grids.map((one) => {
    const found = { ...one, base };
    base += one.offsets;
    return found;
  });
}
