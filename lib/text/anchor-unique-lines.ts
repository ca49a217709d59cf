/**
 * Pairs of indexes of lines that occur exactly once in each range, kept where their order agrees on both sides
 * (patience sorting, longest increasing subsequence), in ascending order.
 */
export function anchorUniqueLines(
  a: Int32Array,
  b: Int32Array,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): (readonly [number, number])[] {
  const aOnce = indexesOfUnique(a, aLow, aHigh);
  const bOnce = indexesOfUnique(b, bLow, bHigh);
  const pairs: [number, number][] = [];
  for (const [id, aIndex] of aOnce) {
    const bIndex = bOnce.get(id);
    if (bIndex !== undefined && bIndex !== -1 && aIndex !== -1) pairs.push([aIndex, bIndex]);
  }
  pairs.sort((left, right) => left[0] - right[0]);
  return longestIncreasing(pairs);
}

function indexesOfUnique(ids: Int32Array, low: number, high: number): Map<number, number> {
  const seen = new Map<number, number>();
  for (let index = low; index < high; index++) {
    const id = ids[index] ?? -1;
    seen.set(id, seen.has(id) ? -1 : index);
  }
  return seen;
}

function longestIncreasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, bIndex], at) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < bIndex) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = at;
  });
  const chain: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) {
    const found = pairs[at];
    if (found) chain.push(found);
  }
  return chain.reverse();
}
