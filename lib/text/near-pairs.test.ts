import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearPairs } from "./near-pairs";
import { charGrams, containment, jaccard } from "./similarity";

const anyTexts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 1, maxLength: 24 }), {
  maxLength: 10,
});

describe("nearPairs", () => {
  it("misses no pair that is alike or contained to the threshold", () => {
    fc.assert(
      fc.property(anyTexts, fc.constantFrom(0.5, 0.7, 0.8, 0.9, 1), (texts, threshold) => {
        const found = new Set(nearPairs(texts, threshold).pairs.map((pair) => pair.join()));
        const grams = texts.map((text) => charGrams(text));
        grams.forEach((left, i) => {
          grams.slice(i + 1).forEach((right, offset) => {
            const near = Math.max(jaccard(left, right), containment(left, right), containment(right, left));
            if (near >= threshold) expect(found).toContain([i, i + 1 + offset].join());
          });
        });
      }),
    );
  });

  it("gives each pair once, in order", () => {
    expect(nearPairs(["abcdefgh", "xyzxyzxyz", "abcdefgh", "abcdefgh"], 0.8).pairs).toEqual([
      [0, 2],
      [0, 3],
      [2, 3],
    ]);
  });

  it("does not pair texts that share only what is common", () => {
    const texts = Array.from(
      { length: 200 },
      (_, index) => `the service ${hash(index)} is owned by team ${hash(index + 999)}`,
    );
    expect(nearPairs(texts, 0.8).pairs.length).toBeLessThan(200);
  });

  it("pairs very many texts that are alike with their neighbours, by beginning and end, and says so", () => {
    const openings = Array.from(
      { length: 300 },
      (_, index) => `${hash(index)} restarts the queue before the nightly load`,
    );
    const copies = Array.from({ length: 300 }, () => "the queue is restarted before the nightly load");
    const { pairs, isWhole } = nearPairs([...openings, ...copies], 0.55);
    expect(isWhole).toBe(false);
    expect(pairs.length).toBeLessThan(600 * 17);
    const linked = new Set(pairs.flat());
    expect(linked.size).toBe(600);
    expect(nearPairs(openings.slice(0, 50), 0.55)).toMatchObject({ isWhole: true });
  });
});

function hash(seed: number): string {
  return ((seed + 1) * 2_654_435_761).toString(36).slice(-8) + (seed * 40_503).toString(36);
}
