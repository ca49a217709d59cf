import { rangeOf } from "./find-pairs";
import { type LagRange, matchLags } from "./match-lags";
import type { Series } from "./series";
import { dayMs, hourMs } from "./thresholds";

const rows = 199;

/**
 * How often the antecedents, moved by whole hours or whole days, are followed as often as they were: the larger share of the two. What
 * two clocks or two day cycles have in common survives such a move, a cause does not.
 */
export function clockShare(antecedent: Series, consequent: Series, range: LagRange, random: () => number): number {
  const [startMs, endMs] = rangeOf([antecedent, consequent]);
  const observed = matchLags(antecedent, consequent, range).hits.length;
  const shares = [hourMs, dayMs].map((periodMs) => {
    if (endMs - startMs < 4 * periodMs) return 0;
    let reached = 0;
    for (let row = 0; row < rows; row++) {
      const moved = antecedent.times.map((atMs, at) => ({
        atMs: movedBy(atMs, periodMs, random(), startMs, endMs),
        entity: antecedent.entities[at] ?? null,
      }));
      moved.sort((left, right) => left.atMs - right.atMs);
      const shifted = {
        ...antecedent,
        times: moved.map(({ atMs }) => atMs),
        entities: moved.map(({ entity }) => entity),
      };
      if (matchLags(shifted, consequent, range).hits.length >= observed) reached++;
    }
    return (1 + reached) / (rows + 1);
  });
  return Math.max(...shares);
}

/** Another time at the same place of its period, drawn from all that lie between start and end. */
function movedBy(atMs: number, periodMs: number, share: number, startMs: number, endMs: number): number {
  const before = Math.floor((atMs - startMs) / periodMs);
  const places = before + Math.floor((endMs - atMs) / periodMs) + 1;
  if (places < 2) return atMs;
  const place = (before + 1 + Math.floor(share * (places - 1))) % places;
  return atMs + (place - before) * periodMs;
}
