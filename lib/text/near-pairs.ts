import { charGrams } from "./similarity";

/** Texts that hold one gram, beyond which it says little and they are not all paired with each other. */
const mostHolders = 60;
/** How many texts a text is paired with to either side, by its beginning and by its end, where it shares a gram with too many. */
const neighbours = 8;

export interface NearPairs {
  pairs: [number, number][];
  /** False where a gram was held by too many texts, so that pairs may be missing. */
  isWhole: boolean;
}

/**
 * Pairs of indexes [i, j], i < j, that may be near duplicates: every pair of texts where one side's character grams lie in the
 * other's to at least `threshold` is among them, and so is every pair with at least that Jaccard similarity. Callers check the pairs themselves.
 *
 * Prefix filter (Chaudhuri, Ganti, Kaushik 2006): of the n grams of a text, sorted from rare to common, one of the
 * first n − ⌈threshold · n⌉ + 1 must occur in such a partner, so only those rare ones are looked up.
 *
 * Among very many texts that are alike the pairs would grow with their square. A rare gram that more than 60 hold is passed over, and texts
 * with such grams are paired with their neighbours in alphabetical order instead (Hernández, Stolfo 1995), so that the pairs grow with the
 * texts; what is alike and shares no rarer gram may then be missed.
 */
export function nearPairs(texts: readonly string[], threshold: number): NearPairs {
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
  const add = (one: number, other: number) => {
    if (one !== other) pairs.add(Math.min(one, other) * texts.length + Math.max(one, other));
  };
  const crowded: number[] = [];
  grams.forEach((set, index) => {
    const byRarity = [...set].sort((left, right) => commonness(left) - commonness(right));
    const needed = set.size - Math.ceil(threshold * set.size - 1e-9) + 1;
    const rare = byRarity.slice(0, needed);
    const telling = rare.filter((gram) => commonness(gram) <= mostHolders);
    for (const gram of telling) for (const other of holders.get(gram) ?? []) add(index, other);
    if (telling.length < rare.length) crowded.push(index);
  });
  pairNeighbours(texts, crowded, add);
  return {
    pairs: Array.from(Float64Array.from(pairs).sort(), (pair) => [
      Math.floor(pair / texts.length),
      pair % texts.length,
    ]),
    isWhole: crowded.length === 0,
  };
}

function pairNeighbours(
  texts: readonly string[],
  crowded: readonly number[],
  add: (one: number, other: number) => void,
): void {
  const folded = new Map(crowded.map((index) => [index, (texts[index] ?? "").toLowerCase()]));
  const turned = new Map([...folded].map(([index, text]) => [index, [...text].reverse().join("")]));
  for (const keys of [folded, turned]) {
    const sorted = [...keys].sort(([one, left], [other, right]) =>
      left < right ? -1 : left > right ? 1 : one - other,
    );
    sorted.forEach(([index], at) => {
      for (const [other] of sorted.slice(at + 1, at + 1 + neighbours)) add(index, other);
    });
  }
}
