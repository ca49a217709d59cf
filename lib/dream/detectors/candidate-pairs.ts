import { nearPairs } from "@/lib/text/near-pairs";
import { groupBy } from "../engine/group-by";
import type { ComparableUnit } from "./compare-units";

const mostInBucket = 60;
const mostPostings = 200;
/** Character grams that two statements without any name must share at least. */
const leastShared = 0.55;

type Pair = [left: number, right: number];

export interface CandidatePairs {
  pairs: Pair[];
  /** False where a limit kept pairs back that may come up once some of the statements are gone. */
  isWhole: boolean;
}

/**
 * Pairs of statements that may say the same or exclude each other, in near-linear time: those with the same names, those with all names
 * but one in common, and those where one may be part of the other. A template filled in very many times is a list and no set of copies;
 * of very many statements with the same names, or without any, each is held against those that share something rare with it and
 * against its neighbours in alphabetical order.
 */
export function candidatePairs(units: readonly ComparableUnit[]): CandidatePairs {
  const pairs = new Set<number>();
  const add = (one: number, other: number) => {
    if (one !== other) pairs.add(Math.min(one, other) * units.length + Math.max(one, other));
  };
  let isWhole = true;
  const at = units.map((unit, index) => ({ unit, index }));
  for (const [names, bucket] of groupBy(at, ({ unit }) => unit.anchors.keys.join("\0"))) {
    const isLarge = bucket.length > mostInBucket;
    const alike = names === "" || isLarge ? alikeOf(bucket.map(({ unit }) => unit)) : null;
    if (alike?.isWhole === false || (isLarge && names !== "")) isWhole = false;
    for (const [one, other] of alike?.pairs ?? allPairs(bucket.length))
      add(bucket[one]?.index ?? 0, bucket[other]?.index ?? 0);
  }
  const withoutOne = at.flatMap((entry) => leftOut(entry.unit.anchors.keys).map((key) => ({ ...entry, key })));
  for (const bucket of groupBy(withoutOne, ({ key }) => key).values()) {
    if (bucket.length > mostInBucket) isWhole = false;
    else for (const [one, other] of allPairs(bucket.length)) add(bucket[one]?.index ?? 0, bucket[other]?.index ?? 0);
  }
  if (!addParts(units, add)) isWhole = false;
  // Typed arrays sort numbers several times faster, and there are millions of pairs in a large store.
  return {
    pairs: Array.from(Float64Array.from(pairs).sort(), (pair) => [
      Math.floor(pair / units.length),
      pair % units.length,
    ]),
    isWhole,
  };
}

function alikeOf(units: readonly ComparableUnit[]): CandidatePairs {
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

/** A truncated copy has at most one word of its own, so one of its two rarest words stands in the whole. False where a word was too frequent. */
function addParts(units: readonly ComparableUnit[], add: (one: number, other: number) => void): boolean {
  let isWhole = true;
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
      if (others.length > mostPostings) {
        isWhole = false;
        continue;
      }
      for (const other of others) {
        const whole = units[other]?.anchors.plain.length ?? 0;
        if (anchors.plain.length < whole) add(index, other);
      }
    }
  });
  return isWhole;
}
