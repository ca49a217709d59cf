import { observableAt, type Series, sameEntity, sharesEntities } from "./series";

/** From `fromMs` to before `toMs` after an occurrence. */
export interface LagRange {
  fromMs: number;
  toMs: number;
}

export interface LagMatch {
  /** Occurrences of the antecedent that a consequent followed in the range, with the place of the one nearest to the middle. */
  hits: readonly { antecedent: number; consequent: number; lagMs: number }[];
  /** Places of occurrences that none followed. */
  misses: readonly number[];
  /** Places of consequents that no antecedent came before, though one would have been noticed. */
  alone: readonly number[];
}

/**
 * Pairs each occurrence of the antecedent with the consequent in the range of lags. Occurrences after which the consequent was not
 * observable for `neededMs` (the whole range, unless told otherwise) count neither as hit nor as miss.
 */
export function matchLags(
  antecedent: Series,
  consequent: Series,
  range: LagRange,
  neededMs: number = range.toMs,
): LagMatch {
  const isShared = sharesEntities(antecedent, consequent);
  const middleMs = (range.fromMs + range.toMs) / 2;
  const isMatch = (at: number, to: number) => !isShared || sameEntity(antecedent.entities[at], consequent.entities[to]);
  const hits: LagMatch["hits"][number][] = [];
  const misses: number[] = [];
  antecedent.times.forEach((atMs, at) => {
    const untilMs = observableAt(consequent, atMs)?.toMs;
    if (untilMs === undefined || atMs + neededMs > untilMs) return;
    let nearest: { consequent: number; lagMs: number } | null = null;
    consequent.times.forEach((otherMs, to) => {
      const lagMs = otherMs - atMs;
      if (lagMs < range.fromMs || lagMs >= range.toMs || !isMatch(at, to)) return;
      if (nearest === null || Math.abs(lagMs - middleMs) < Math.abs(nearest.lagMs - middleMs))
        nearest = { consequent: to, lagMs };
    });
    if (nearest === null) misses.push(at);
    else hits.push({ antecedent: at, ...(nearest as { consequent: number; lagMs: number }) });
  });
  const alone = consequent.times.flatMap((otherMs, to) => {
    const isFollower = antecedent.times.some(
      (atMs, at) => otherMs - atMs >= range.fromMs && otherMs - atMs < range.toMs && isMatch(at, to),
    );
    return isFollower || observableAt(antecedent, otherMs - middleMs) === null ? [] : [to];
  });
  return { hits, misses, alone };
}

/** The shortest interval that holds 80 % of the lags, with their median. */
export function lagInterval(lagsMs: readonly number[]): { medianMs: number; lowMs: number; highMs: number } {
  const sorted = lagsMs.toSorted((left, right) => left - right);
  const held = Math.max(1, Math.ceil(sorted.length * 0.8));
  let [lowMs, highMs] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  for (let at = 0; at + held <= sorted.length; at++) {
    const [low, high] = [sorted[at] ?? 0, sorted[at + held - 1] ?? 0];
    if (high - low < highMs - lowMs) [lowMs, highMs] = [low, high];
  }
  return { medianMs: medianOf(sorted), lowMs, highMs };
}

/** The middle of ascending numbers. */
export function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
