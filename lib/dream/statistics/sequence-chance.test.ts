import { describe, expect, it } from "vitest";
import { placesOf } from "../detectors/frequent-sequences";
import { binomialTail } from "./binomial";
import { seededRandom } from "./seeded-random";
import { countItems, lnSequences, sequenceChance } from "./sequence-chance";

const counted = (...texts: string[]) => countItems(texts.map((text) => [...text]));

function shuffled(text: string, random: () => number): string[] {
  const items = [...text];
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other] ?? "", items[at] ?? ""];
  }
  return items;
}

describe("sequenceChance", () => {
  it("bounds from above how often random order holds a sequence, and not by far where it is rare", () => {
    const text = "aabbccxxxxxxxxxxxxxxxxxx";
    const random = seededRandom("chance");
    const tries = 4000;
    let held = 0;
    for (let at = 0; at < tries; at++) if (placesOf(shuffled(text, random), [..."abc"], 1)) held++;
    const { expected } = sequenceChance([..."abc"], counted(text), 1, 1);
    expect(held / tries).toBeLessThanOrEqual(expected);
    expect(held / tries).toBeGreaterThan(expected / 2);
  });

  it("finds nothing surprising where the items are most of what there is", () => {
    expect(sequenceChance([..."abc"], counted(...Array(6).fill("abcabcabcabc")), 6, 1)).toEqual({
      expected: 6,
      lnTail: 0,
    });
  });

  it("is surprised by rare items that come in one order in many holders, the more the more hold it", () => {
    const holders = counted(...Array(8).fill(`abc${"x".repeat(40)}`));
    const tails = [3, 5, 8].map((hits) => sequenceChance([..."abc"], holders, hits, 1).lnTail);
    expect(tails[0]).toBeLessThan(Math.log(1e-4));
    expect(tails).toEqual([...tails].sort((left, right) => right - left));
  });

  it("has the tail of independent trials, exactly", () => {
    const { expected, lnTail } = sequenceChance([..."abc"], counted(...Array(4).fill(`abc${"x".repeat(17)}`)), 2, 1);
    const chance = (20 * 4) / (20 * 19 * 18);
    expect(expected).toBeCloseTo(4 * chance, 9);
    expect(Math.exp(lnTail)).toBeCloseTo(binomialTail(2, 4, chance), 9);
  });

  it("gives an impossible sequence no chance", () => {
    expect(sequenceChance([..."abq"], counted("abab"), 1, 1)).toEqual({
      expected: 0,
      lnTail: Number.NEGATIVE_INFINITY,
    });
  });
});

describe("lnSequences", () => {
  it("counts choices in order without repetition", () => {
    expect(lnSequences(5, 3)).toBeCloseTo(Math.log(60), 9);
  });
});
