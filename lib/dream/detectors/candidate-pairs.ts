import { nearPairs } from "@/lib/text/near-pairs";
import { groupBy } from "../engine/group-by";
import type { ComparableUnit } from "./compare-units";

const mostInBucket = 60;
const mostPostings = 200;
/** Character grams that two statements without any name must share at least. */
const leastShared = 0.55;

type Pair = [left: number, right: number];

/**
 * Pairs of statements that may say the same or exclude each other, in near-linear time: those with the same names, those with all names
 * but one in common, and those where one may be part of the other. A template filled in very many times is a list and no set of copies.
 */
export function candidatePairs(units: readonly ComparableUnit[]): Pair[] {
  const pairs = new Set<number>();
  const add = (one: number, other: number) => {
    if (one !== other) pairs.add(Math.min(one, other) * units.length + Math.max(one, other));
  };
  const at = units.map((unit, index) => ({ unit, index }));
  for (const [names, bucket] of groupBy(at, ({ unit }) => unit.anchors.keys.join("\0"))) {
    for (const [one, other] of names === "" || bucket.length > mostInBucket
      ? alikeOf(bucket.map(({ unit }) => unit))
      : allPairs(bucket.length)) {
      add(bucket[one]?.index ?? 0, bucket[other]?.index ?? 0);
    }
  }
  const withoutOne = at.flatMap((entry) => leftOut(entry.unit.anchors.keys).map((key) => ({ ...entry, key })));
  for (const bucket of groupBy(withoutOne, ({ key }) => key).values()) {
    if (bucket.length <= mostInBucket)
      for (const [one, other] of allPairs(bucket.length)) add(bucket[one]?.index ?? 0, bucket[other]?.index ?? 0);
  }
  addParts(units, add);
  // Typed arrays sort numbers several times faster, and there are millions of pairs in a large store.
  return Array.from(Float64Array.from(pairs).sort(), (pair) => [Math.floor(pair / units.length), pair % units.length]);
}

function alikeOf(units: readonly ComparableUnit[]): Pair[] {
  return nearPairs(
    units.map(({ anchors }) => anchors.plain),
    leastShared,
  );
}

function allPairs(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let one = 0; one < count; one++) for (let other = one + 1; other < count; other++) pairs.push([one, other]);
  return pairs;
}

/** The names without one of them, for each of them, with their number, so that sets of other sizes do not meet. */
function leftOut(keys: readonly string[]): string[] {
  return [...new Set(keys.map((_, index) => `${keys.length}\0${keys.toSpliced(index, 1).join("\0")}`))];
}

/** A truncated copy has at most one word of its own, so one of its two rarest words stands in the whole. */
function addParts(units: readonly ComparableUnit[], add: (one: number, other: number) => void): void {
  const holders = new Map<string, number[]>();
  units.forEach(({ anchors }, index) => {
    for (const word of new Set(anchors.words)) {
      const known = holders.get(word);
      if (known) known.push(index);
      else holders.set(word, [index]);
    }
  });
  units.forEach(({ anchors }, index) => {
    const rarest = [...new Set(anchors.words)]
      .map((word) => holders.get(word) ?? [])
      .sort((left, right) => left.length - right.length)
      .slice(0, 2);
    for (const others of rarest) {
      if (others.length > mostPostings) continue;
      for (const other of others) {
        const whole = units[other]?.anchors.plain.length ?? 0;
        if (anchors.plain.length < whole) add(index, other);
      }
    }
  });
}
