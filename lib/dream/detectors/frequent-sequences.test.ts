import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import {
  type FrequentSequence,
  frequentSequences,
  isPartOf,
  placesOf,
  type SequenceLimits,
} from "./frequent-sequences";

const limits: SequenceLimits = { fewestItems: 3, mostItems: 5, mostSkipped: 1, support: 3, mostPlacesPerItem: 1000 };
const find = (sequences: string[], over: Partial<SequenceLimits> = {}) =>
  frequentSequences(
    sequences.map((text) => [...text].map((item) => (item === " " ? "" : item))),
    { ...limits, ...over },
  );
const named = (found: readonly FrequentSequence[]) => found.map(({ items }) => items.join("")).sort();

/** Every sequence of different items that any choice of places within the gap makes, counted the long way. */
function byTrying(
  sequences: readonly (readonly string[])[],
  { fewestItems, mostItems, mostSkipped, support }: SequenceLimits,
) {
  const holders = new Map<string, Set<number>>();
  sequences.forEach((sequence, holder) => {
    const follow = (items: readonly string[], last: number) => {
      if (items.length >= fewestItems) {
        const key = items.join("");
        holders.set(key, (holders.get(key) ?? new Set()).add(holder));
      }
      if (items.length === mostItems) return;
      for (let at = last + 1; at < sequence.length && (items.length === 0 || at <= last + 1 + mostSkipped); at++) {
        const item = sequence[at] ?? "";
        if (item !== "" && !items.includes(item)) follow([...items, item], at);
      }
    };
    follow([], -1);
  });
  return [...holders].flatMap(([key, own]) => (own.size >= support ? [[key, [...own]]] : [])).sort();
}

describe("frequentSequences", () => {
  it("finds what follows in enough sequences, with at most one other item between two", () => {
    expect(named(find(["abc", "axbc", "abxc"]))).toEqual(["abc"]);
    expect(find(["abc", "axxbc", "abc"])).toEqual([]);
  });

  it("counts a sequence that holds it twice once", () => {
    expect(find(["abcabc", "abc"])).toEqual([]);
    expect(find(["abcabc", "abc", "abc"])).toMatchObject([{ holders: [0, 1, 2] }]);
  });

  it("makes nothing of one item over and over, and nothing of empty ones, which take up room", () => {
    expect(find(["aaaa", "aaaa", "aaaa"])).toEqual([]);
    expect(find(["a  bc", "a  bc", "a  bc"])).toEqual([]);
    expect(named(find(["a bc", "a bc", "a bc"]))).toEqual(["abc"]);
  });

  it("finds exactly what trying every choice of places finds", () => {
    const sequence = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(sequence, { maxLength: 6 }),
        fc.nat(2),
        fc.integer({ min: 1, max: 3 }),
        (all, mostSkipped, support) => {
          const own = { ...limits, mostSkipped, support };
          const found = frequentSequences(all, own).map(({ items, holders }) => [items.join(""), [...holders]]);
          expect(found.sort()).toEqual(byTrying(all, own));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("stops at shorter ones where there would be too many, so that the cost stays linear", () => {
    const same = Array.from({ length: 200 }, (_, at) => `step ${at}`);
    const measure = (holders: number) => {
      const startedMs = cpuMs();
      const found = frequentSequences(Array(holders).fill(same), { ...limits, mostItems: 8, mostPlacesPerItem: 4 });
      return { found, usedMs: cpuMs() - startedMs };
    };
    const { found, usedMs } = measure(10);
    expect(Math.max(...found.map(({ items }) => items.length))).toBe(4);
    expect(usedMs).toBeLessThan(1_000);
  });
});

describe("placesOf", () => {
  it("gives the places where a sequence first ends, and null where it is not held", () => {
    expect(placesOf([..."xaxbcabc"], [..."abc"], 1)).toEqual([1, 3, 4]);
    expect(placesOf([..."axxbc"], [..."abc"], 1)).toBeNull();
  });

  it("finds a place in every holder of a frequent sequence, each step within the gap", () => {
    const sequence = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(sequence, { minLength: 3, maxLength: 5 }), (all) => {
        for (const { items, holders } of frequentSequences(all, limits)) {
          for (const holder of holders) {
            const places = placesOf(all[holder] ?? [], items, limits.mostSkipped) ?? [];
            expect(places.map((at) => all[holder]?.[at])).toEqual(items);
            const gaps = places.slice(1).map((at, index) => at - (places[index] ?? 0));
            expect(Math.max(...gaps)).toBeLessThanOrEqual(limits.mostSkipped + 1);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("isPartOf", () => {
  it.each([
    ["ac", "abc", true],
    ["ca", "abc", false],
    ["abc", "abc", true],
    ["", "abc", true],
  ])("of %j in %j says %s", (part, whole, expected) => {
    expect(isPartOf([...part], [...whole])).toBe(expected);
  });
});
