import type { Series } from "./series";
import { minuteMs } from "./thresholds";

/** The happenings of all series in one list by time, in the flat form that counting needs. */
export interface Timeline {
  times: Float64Array;
  /** Place of each one's series. */
  owners: Int32Array;
  /** Number of each one's entity, -1 where none is known. */
  entities: Int32Array;
  /** The place of the first happening at or after a moment. */
  placeAt: (atMs: number) => number;
  rangeMs: number;
}

const mostBuckets = 200_000;

export function buildTimeline(series: readonly Series[], entityNumbers: ReadonlyMap<string, number>): Timeline {
  const all = series.flatMap(({ times, entities }, owner) =>
    times.map((atMs, at) => ({ atMs, owner, entity: numberOf(entities[at], entityNumbers) })),
  );
  all.sort((left, right) => left.atMs - right.atMs || left.owner - right.owner);
  const times = Float64Array.from(all, ({ atMs }) => atMs);
  const startMs = times[0] ?? 0;
  const rangeMs = (times.at(-1) ?? 0) - startMs;
  return {
    times,
    owners: Int32Array.from(all, ({ owner }) => owner),
    entities: Int32Array.from(all, ({ entity }) => entity),
    placeAt: placeFinder(times, startMs, Math.max(minuteMs, rangeMs / mostBuckets)),
    rangeMs,
  };
}

/** Entities of all series by a number each. */
export function numberEntities(series: readonly Series[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { entities } of series)
    for (const entity of entities) if (entity !== null && !numbers.has(entity)) numbers.set(entity, numbers.size);
  return numbers;
}

/** The number of an entity, -1 for none. */
export function numberOf(entity: string | null | undefined, numbers: ReadonlyMap<string, number>): number {
  return entity == null ? -1 : (numbers.get(entity) ?? -1);
}

function placeFinder(times: Float64Array, startMs: number, bucketMs: number): (atMs: number) => number {
  const bucketOf = (atMs: number) => Math.floor((atMs - startMs) / bucketMs);
  const buckets = new Int32Array(bucketOf(times.at(-1) ?? startMs) + 2).fill(times.length);
  for (let place = times.length - 1; place >= 0; place--) buckets[bucketOf(times[place] ?? 0)] = place;
  for (let bucket = buckets.length - 2; bucket >= 0; bucket--)
    buckets[bucket] = Math.min(buckets[bucket] ?? 0, buckets[bucket + 1] ?? 0);
  return (atMs) => {
    if (atMs <= startMs) return 0;
    let place = buckets[bucketOf(atMs)] ?? times.length;
    while (place < times.length && (times[place] ?? 0) < atMs) place++;
    return place;
  };
}
