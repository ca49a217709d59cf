import { leastLift } from "./thresholds";

/** How often each item comes in each holder, and how many items a holder has. */
export interface ItemCounts {
  totals: readonly number[];
  counts: ReadonlyMap<string, readonly number[]>;
}

export interface SequenceChance {
  /** How many of the holders would hold the sequence if each did the same things in random order; at most so many. */
  expected: number;
  /** At most so probable is it that as many hold it, in natural logarithm. */
  lnTail: number;
}

/** Counts the items of each sequence; empty ones only count among all. */
export function countItems(sequences: readonly (readonly string[])[]): ItemCounts {
  const counts = new Map<string, number[]>();
  sequences.forEach((sequence, holder) => {
    for (const item of sequence) {
      const own = counts.get(item) ?? Array<number>(sequences.length).fill(0);
      own[holder] = (own[holder] ?? 0) + 1;
      counts.set(item, own);
    }
  });
  return { totals: sequences.map(({ length }) => length), counts };
}

/**
 * How far random order explains that `hits` of the holders hold a sequence of different items with at most `mostSkipped` others between two.
 * Both numbers are bounds from above, since in each holder the probability is at most the expected number of places (Boole): what is a habit
 * may be taken for chance, and not the reverse. The tail is that of independent trials of unequal chances (Poisson's binomial), 1 where
 * the hits are less than `leastLift` times what is expected.
 */
export function sequenceChance(
  items: readonly string[],
  { totals, counts }: ItemCounts,
  hits: number,
  mostSkipped: number,
): SequenceChance {
  const own = items.map((item) => counts.get(item) ?? []);
  const choices = (mostSkipped + 1) ** (items.length - 1);
  const chances = totals.flatMap((total, holder) => {
    let places = total < items.length ? 0 : total * choices;
    for (let at = 0; at < own.length && places > 0; at++) places *= (own[at]?.[holder] ?? 0) / (total - at);
    return places > 0 ? [Math.min(1, places)] : [];
  });
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  return { expected, lnTail: hits < expected * leastLift ? 0 : Math.log(trialsTail(chances, hits)) };
}

/** The probability that at least `hits` of the trials succeed, each with its own chance (Poisson's binomial). */
export function trialsTail(chances: readonly number[], hits: number): number {
  const exactly = [1, ...Array<number>(hits).fill(0)];
  for (const chance of chances) {
    for (let count = hits; count >= 0; count--) {
      const stays = (exactly[count] ?? 0) * (count === hits ? 1 : 1 - chance);
      exactly[count] = stays + (exactly[count - 1] ?? 0) * chance;
    }
  }
  return exactly[hits] ?? 0;
}

/** Natural logarithm of the number of sequences of `length` different items that `kinds` kinds of items can make. */
export function lnSequences(kinds: number, length: number): number {
  let ln = 0;
  for (let at = 0; at < length; at++) ln += Math.log(Math.max(1, kinds - at));
  return ln;
}
