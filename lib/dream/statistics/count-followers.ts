import { type Grid, type GridGroup, lagWindows } from "./lag-windows";
import { observableAt, type Series, sharesEntities } from "./series";
import { leastLift, leastSigma } from "./thresholds";
import { numberOf, type Timeline } from "./timeline";

/** What one window of lags held of one pair. */
export interface WindowCount {
  /** Place among the windows. */
  window: number;
  hits: number;
  /** Mean over the surrogates and the observed row. */
  expected: number;
  z: number;
}

/**
 * Counts what follows one series: `rows` are its times and those of its surrogates. Gives for every other series the windows in which
 * anything was observed, and raises the largest z of each surrogate.
 */
type CountFollowers = (own: number, rows: Float64Array, largest: Float64Array) => WindowCount[][];

const width = lagWindows.length;

/**
 * Prepares the counters. For each antecedent they hold in how many of its occurrences a follower came within each window, for the observed
 * times and each surrogate, and raise the largest z of each surrogate. z is pooled: mean and spread are taken over the
 * surrogates and the observed row alike, since without a relation the rows are exchangeable; otherwise the observed row stands out too often.
 */
export function followerCounter(
  series: readonly Series[],
  timeline: Timeline,
  entityNumbers: ReadonlyMap<string, number>,
  { grids }: GridGroup,
  rowCount: number,
): CountFollowers {
  const perRow = series.length * width;
  const cells = new Uint16Array((rowCount + 1) * perRow);
  const stamps = new Int32Array(perRow).fill(-1);
  const sums = new Float64Array(perRow);
  const squares = new Float64Array(perRow);
  const touched = { cells: new Int32Array(1 << 14), used: 0 };
  const gridsInReach = series.map((one) => grids.map((grid) => canStandOut(one, grid, timeline.rangeMs)));
  const whole = series.map(({ observable }) => (observable.length === 1 ? (observable[0] ?? null) : null));

  const firstMs = Math.min(...grids.map(({ firstOffsetMs }) => firstOffsetMs));
  const reachMs = Math.max(
    ...grids.map((grid) => grid.firstOffsetMs + (grid.offsets - 1) * grid.stepMs + grid.widthMs),
  );
  return (own, rows, largest) => {
    const antecedent = series[own];
    if (antecedent) countRows(rows, own, antecedent);
    return settle(largest);
  };

  function countRows(times: Float64Array, own: number, antecedent: Series): void {
    const isShared = series.map((one) => sharesEntities(antecedent, one));
    const entities = antecedent.entities.map((entity) => numberOf(entity, entityNumbers));
    const count = entities.length;
    for (let at = 0; at < times.length; at++) {
      const atMs = times[at] ?? 0;
      const row = Math.floor(at / count);
      const entity = entities[at % count] ?? -1;
      for (let place = timeline.placeAt(atMs + firstMs); place < timeline.times.length; place++) {
        const lagMs = (timeline.times[place] ?? 0) - atMs;
        if (lagMs >= reachMs) break;
        const owner = timeline.owners[place] ?? 0;
        if (owner === own) continue;
        const other = timeline.entities[place] ?? -1;
        if (isShared[owner] && entity !== other && entity !== -1 && other !== -1) continue;
        const span = whole[owner];
        const follower = series[owner];
        const untilMs = span
          ? atMs >= span.fromMs
            ? span.toMs
            : Number.NEGATIVE_INFINITY
          : follower
            ? (observableAt(follower, atMs)?.toMs ?? Number.NEGATIVE_INFINITY)
            : 0;
        for (let index = 0; index < grids.length; index++) {
          const grid = grids[index];
          if (grid === undefined || !gridsInReach[owner]?.[index]) continue;
          const sinceMs = lagMs - grid.firstOffsetMs;
          const last = Math.min(grid.offsets - 1, Math.floor(sinceMs / grid.stepMs));
          const least = Math.max(0, Math.floor((sinceMs - grid.widthMs) / grid.stepMs) + 1);
          for (let offset = least; offset <= last; offset++) {
            if (atMs + grid.firstOffsetMs + offset * grid.stepMs + grid.widthMs > untilMs) break;
            add(row, owner * width + grid.base + offset, at);
          }
        }
      }
    }
    stamps.fill(-1);
  }

  /** One more occurrence with a follower in a window; two followers in it are one hit. */
  function add(row: number, window: number, at: number): void {
    if (stamps[window] === at) return;
    stamps[window] = at;
    const cell = row * perRow + window;
    const hits = cells[cell] ?? 0;
    if (hits === 0) {
      if (touched.used === touched.cells.length) touched.cells = grown(touched.cells);
      touched.cells[touched.used++] = cell;
    }
    cells[cell] = hits + 1;
    sums[window] = (sums[window] ?? 0) + 1;
    squares[window] = (squares[window] ?? 0) + 2 * hits + 1;
  }

  /** Turns the counts into z, and leaves the counters empty. */
  function settle(largest: Float64Array): WindowCount[][] {
    const total = rowCount + 1;
    const observed: WindowCount[][] = series.map(() => []);
    for (let at = 0; at < touched.used; at++) {
      const cell = touched.cells[at] ?? 0;
      const window = cell % perRow;
      const row = (cell - window) / perRow;
      const hits = cells[cell] ?? 0;
      cells[cell] = 0;
      const expected = (sums[window] ?? 0) / total;
      const sigma = Math.max(leastSigma, Math.sqrt(Math.max(0, (squares[window] ?? 0) / total - expected ** 2)));
      const z = (hits - expected) / sigma;
      if (row === 0) observed[Math.floor(window / width)]?.push({ window: window % width, hits, expected, z });
      else if (z > (largest[row] ?? 0)) largest[row] = z;
    }
    touched.used = 0;
    sums.fill(0);
    squares.fill(0);
    return observed;
  }
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}

/** Whether a window is narrow enough for the follower's rate that hits could be so many times what chance gives. */
function canStandOut({ times }: Series, { widthMs }: Grid, rangeMs: number): boolean {
  return 1 - Math.exp((-times.length * widthMs) / Math.max(1, rangeMs)) < 1.5 / leastLift;
}
