/** Happenings of one type in the order of their times. */
export interface Series {
  type: string;
  /** Milliseconds since 1970, ascending. */
  times: readonly number[];
  /** The entity of each, null where none is known. */
  entities: readonly (string | null)[];
  /** Positions of the sessions that told of each. */
  sessions: readonly (readonly number[])[];
  /** Spans in which a happening of this type would have been noticed, in order and apart. */
  observable: readonly { fromMs: number; toMs: number }[];
}

/** The observable span that holds a time, or null. */
export function observableAt(series: Series, atMs: number): Series["observable"][number] | null {
  const { observable } = series;
  let [low, high] = [0, observable.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = observable[middle];
    if (span === undefined || atMs < span.fromMs) high = middle - 1;
    else if (atMs > span.toMs) low = middle + 1;
    else return span;
  }
  return null;
}

/**
 * Whether happenings of two types can be about one thing. Where the types share entities, both must name the same; where they never do,
 * each has its own, and which belong together is not known.
 */
export function sharesEntities(left: Series, right: Series): boolean {
  const known = new Set(left.entities.filter((entity) => entity !== null));
  return right.entities.some((entity) => entity !== null && known.has(entity));
}

/** Whether two entities can be the same; an unknown one can be any. */
export function sameEntity(left: string | null | undefined, right: string | null | undefined): boolean {
  return left == null || right == null || left === right;
}
