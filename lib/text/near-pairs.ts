import { charGrams } from "./similarity";

/**
 * Pairs of indexes [i, j], i < j, that may be near duplicates: every pair of texts where one side's character grams lie in the
 * other's to at least `threshold` is among them, and so is every pair with at least that Jaccard similarity. Callers check the pairs themselves.
 *
 * Prefix filter (Chaudhuri, Ganti, Kaushik 2006): of the n grams of a text, sorted from rare to common, one of the
 * first n − ⌈threshold · n⌉ + 1 must occur in such a partner, so only those rare ones are looked up.
 */
export function nearPairs(texts: readonly string[], threshold: number): [number, number][] {
  const grams = texts.map((text) => charGrams(text));
  const holders = new Map<string, number[]>();
  grams.forEach((set, index) => {
    for (const gram of set) {
      const known = holders.get(gram);
      if (known) known.push(index);
      else holders.set(gram, [index]);
    }
  });
  const commonness = (gram: string) => holders.get(gram)?.length ?? 0;
  const pairs = new Set<number>();
  grams.forEach((set, index) => {
    const byRarity = [...set].sort((left, right) => commonness(left) - commonness(right));
    const needed = set.size - Math.ceil(threshold * set.size - 1e-9) + 1;
    for (const gram of byRarity.slice(0, needed)) {
      for (const other of holders.get(gram) ?? []) {
        if (other !== index) pairs.add(Math.min(index, other) * texts.length + Math.max(index, other));
      }
    }
  });
  return [...pairs]
    .sort((left, right) => left - right)
    .map((pair) => [Math.floor(pair / texts.length), pair % texts.length]);
}
