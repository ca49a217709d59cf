export interface SequenceLimits {
  fewestItems: number;
  mostItems: number;
  /** Other items between two of a sequence. */
  mostSkipped: number;
  /** Sequences that must hold it. */
  support: number;
  /** Ends of all sequences of one length, for each item of the input, beyond which no longer ones are looked for. */
  mostPlacesPerItem: number;
}

export interface FrequentSequence {
  items: readonly string[];
  /** Positions of the sequences that hold it, ascending. */
  holders: readonly number[];
}

/** Where a sequence ends: in each of its holders in turn. */
interface Places {
  holders: number[];
  ends: number[][];
}

interface Grown extends Places {
  items: readonly number[];
}

/** Sequences of numbered items; -1 for an item that no frequent sequence can hold. */
type Numbered = readonly (readonly number[])[];

/**
 * Items that follow each other in many sequences (PrefixSpan, Pei and others 2001: each frequent prefix is grown by what follows it where
 * it ends), with a bound on what lies between. No item comes twice, and empty ones, which only take up room, not at all. Grown
 * by length, all prefixes of one length together, so that the work can be bounded: linear in the items of the input.
 */
export function frequentSequences(
  sequences: readonly (readonly string[])[],
  { fewestItems, mostItems, mostSkipped, support, mostPlacesPerItem }: SequenceLimits,
): FrequentSequence[] {
  const names = frequentItems(sequences, support);
  const numbers = new Map(names.map((name, number) => [name, number]));
  const numbered = sequences.map((own) => own.map((item) => numbers.get(item) ?? -1));
  const mostPlaces = mostPlacesPerItem * sequences.reduce((sum, own) => sum + own.length, 0);
  const found: FrequentSequence[] = [];
  let level = firstLevel(numbered);
  for (let length = 1; level.length > 0; length++) {
    if (length >= fewestItems)
      for (const { items, holders } of level) found.push({ items: items.map((item) => names[item] ?? ""), holders });
    if (length === mostItems || placesIn(level) > mostPlaces) break;
    level = level.flatMap((prefix) => grow(prefix, numbered, mostSkipped, support));
  }
  return found;
}

/** The positions of the items where a sequence first ends; null where it is not held. */
export function placesOf(
  sequence: readonly string[],
  items: readonly string[],
  mostSkipped: number,
): readonly number[] | null {
  let paths = sequence.flatMap((item, at) => (item === items[0] ? [[at]] : []));
  for (const wanted of items.slice(1)) {
    const grown = new Map<number, number[]>();
    for (const path of paths) {
      const last = path.at(-1) ?? 0;
      for (let at = last + 1; at <= last + 1 + mostSkipped; at++)
        if (sequence[at] === wanted && !grown.has(at)) grown.set(at, [...path, at]);
    }
    paths = [...grown].sort(([left], [right]) => left - right).map(([, path]) => path);
  }
  return paths[0] ?? null;
}

/** Whether the items of one come in the other in the same order, whatever lies between. */
export function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at++;
  return at === part.length;
}

/** Items that enough sequences hold, in the order in which they first come. */
function frequentItems(sequences: readonly (readonly string[])[], support: number): string[] {
  const counts = new Map<string, number>();
  for (const own of sequences) for (const item of new Set(own)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].flatMap(([item, count]) => (item !== "" && count >= support ? [item] : []));
}

function placesIn(level: readonly Grown[]): number {
  let places = 0;
  for (const { ends } of level) for (const own of ends) places += own.length;
  return places;
}

function firstLevel(sequences: Numbered): Grown[] {
  const next = new Map<number, Places>();
  sequences.forEach((own, holder) => {
    own.forEach((item, at) => {
      if (item !== -1) addEnd(next, item, holder, at, 0);
    });
  });
  return [...next].map(([item, places]) => ({ items: [item], ...places }));
}

function grow({ items, holders, ends }: Grown, sequences: Numbered, mostSkipped: number, support: number): Grown[] {
  const next = new Map<number, Places>();
  holders.forEach((holder, index) => {
    const sequence = sequences[holder] ?? [];
    for (const end of ends[index] ?? []) {
      const last = Math.min(end + 1 + mostSkipped, sequence.length - 1);
      for (let at = end + 1; at <= last; at++) {
        const item = sequence[at] ?? -1;
        if (item !== -1 && !items.includes(item)) addEnd(next, item, holder, at, mostSkipped);
      }
    }
  });
  return [...next].flatMap(([item, places]) =>
    places.holders.length >= support ? [{ items: [...items, item], ...places }] : [],
  );
}

/** Ends come nearly sorted: the same one again can only be among the last few. */
function addEnd(next: Map<number, Places>, item: number, holder: number, at: number, mostSkipped: number): void {
  const places = next.get(item);
  if (!places) {
    next.set(item, { holders: [holder], ends: [[at]] });
    return;
  }
  if (places.holders.at(-1) !== holder) {
    places.holders.push(holder);
    places.ends.push([at]);
    return;
  }
  const own = places.ends.at(-1) ?? [];
  for (let back = own.length - 1; back >= 0 && back >= own.length - 1 - mostSkipped; back--)
    if (own[back] === at) return;
  own.push(at);
}
