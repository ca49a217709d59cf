import { describe, expect, it } from "vitest";
import { binomialTail, wilsonInterval } from "./binomial";

describe("binomialTail", () => {
  it.each([
    [5, 5, 0.5, 1 / 32],
    [4, 5, 0.5, 6 / 32],
    [0, 7, 0.2, 1],
    [1, 3, 0.1, 1 - 0.9 ** 3],
    [8, 7, 0.9, 0],
    [3, 3, 0, 0],
    [3, 3, 1, 1],
  ])("gives %i of %i at %f", (k, n, chance, expected) => {
    expect(binomialTail(k, n, chance)).toBeCloseTo(expected, 10);
  });

  it("stays a probability for many trials", () => {
    const tail = binomialTail(400, 1000, 0.37);
    expect(tail).toBeGreaterThan(0.02);
    expect(tail).toBeLessThan(0.03);
  });
});

describe("wilsonInterval", () => {
  it("holds the share, is wide for few and narrow for many", () => {
    const [low, high] = wilsonInterval(7, 8);
    expect([low, high].map((value) => value.toFixed(3))).toEqual(["0.529", "0.978"]);
    const many = wilsonInterval(700, 800);
    expect(many[1] - many[0]).toBeLessThan((high - low) / 5);
  });

  it("stays between nothing and all", () => {
    expect(wilsonInterval(0, 5)[0]).toBe(0);
    expect(wilsonInterval(5, 5)[1]).toBeCloseTo(1, 10);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});
