import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sequenceRatio, tokenChanges } from "./sequence-ratio";
import { cpuMs } from "./testing/cpu-ms";

const anyWord = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 14 });

describe("sequenceRatio", () => {
  it.each([
    ["abcd", "bcde", 0.75],
    ["gh pr diff --stat", "gh pr diff --name-only", 0.717948717948718],
    [".golangci.yml", ".golangci.yaml", 0.9629629629629629],
    ["private Thread currentThread;", "private volatile Thread currentThread;", 0.8656716417910447],
    ["tide", "diet", 0.25],
    ["qabxcd", "abycdf", 0.6666666666666666],
    [
      "baca    ba a  a cbacaaaa b ab  bcbb ca abcac bcc  a b  bcca ab c a ac bbbabb cc ca bb a cb  c cac abbbacaaaa acbcabccabb",
      "cbcc c  aac c bcacb aba bab  b ba c acbbacaaccb cbaab ba bcab b a c ac cabbcbc bca c baaabbbbcccccca",
      0.37272727272727274,
    ],
  ])("agrees with Python's difflib on %s and %s", (left, right, expected) => {
    expect(sequenceRatio(left, right)).toBeCloseTo(expected, 12);
  });

  it("compares arrays by item", () => {
    const wrong = "cat cmd / entire / cli / commands / run.go".split(" ");
    const right = "cat cmd / entire / cli / run.go".split(" ");
    expect(sequenceRatio(wrong, right)).toBeCloseTo(0.8888888888888888, 12);
  });

  it("is 1 only for equal sequences, and 0 for those without a common item", () => {
    fc.assert(
      fc.property(anyWord, anyWord, (left, right) => {
        const value = sequenceRatio(left, right);
        expect(value === 1).toBe(left === right);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
    expect(sequenceRatio("abc", "xyz")).toBe(0);
    expect(sequenceRatio("", "")).toBe(1);
  });

  it("gives a lower bound, soon, when the sequences are too long", () => {
    fc.assert(
      fc.property(anyWord, anyWord, fc.nat(60), (left, right, maxSteps) => {
        expect(sequenceRatio(left, right, maxSteps)).toBeLessThanOrEqual(sequenceRatio(left, right));
      }),
    );
    const long = "ab".repeat(50_000);
    const startedMs = cpuMs();
    expect(sequenceRatio(`${long}x`, `y${long}`)).toBeGreaterThanOrEqual(0);
    expect(cpuMs() - startedMs).toBeLessThan(2_000);
    expect(sequenceRatio(`${long}x`, `${long}y`)).toBeGreaterThan(0.99);
  });
});

describe("tokenChanges", () => {
  it("names what to take out and what to put in", () => {
    expect(tokenChanges("gh pr diff --stat 12".split(" "), "gh pr diff --name-only 12".split(" "))).toEqual([
      { removed: ["--stat"], added: ["--name-only"] },
    ]);
    expect(tokenChanges(["a"], ["a"])).toEqual([]);
  });
});
