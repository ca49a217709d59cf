import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelBudget, noUsage } from "./model-budget";
import { costOf, priceOf } from "./model-prices";

const price = { input: 1, output: 5 };

describe("the budget of a dream", () => {
  it("is never gone over, however requests overlap", () => {
    const call = fc.record({
      input: fc.nat(400),
      output: fc.nat(400),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 30 }), fc.nat(3), (calls, open) => {
        const budget = new ModelBudget(noUsage, { maxTokens: 2_000, maxCost: null }, null);
        const running: { settle: (usage: typeof noUsage) => void; used: number }[] = [];
        let used = 0;
        const finish = () => {
          const done = running.shift();
          if (done === undefined) return;
          done.settle({ ...noUsage, input_tokens: done.used });
          used += done.used;
        };
        for (const { input, output, share } of calls) {
          try {
            const settle = budget.reserve(input, output);
            running.push({ settle, used: Math.floor((input + output) * share) });
          } catch (error) {
            expect(error).toMatchObject({ type: "budget_exceeded" });
          }
          while (running.length > open) finish();
        }
        while (running.length > 0) finish();
        expect(used).toBeLessThanOrEqual(2_000);
      }),
      { numRuns: 50 },
    );
  });

  it("counts what earlier attempts used, in tokens and in money", () => {
    const used = { ...noUsage, input_tokens: 900_000, output_tokens: 10_000 };
    const limits = { maxTokens: 10_000_000, maxCost: 1 };
    expect(() => new ModelBudget(used, limits, price).require(10_000, 1_000)).not.toThrow();
    expect(() => new ModelBudget(used, limits, price).require(100_000, 1_000)).toThrow("budget of $1");
    expect(() => new ModelBudget(used, { maxTokens: 911_000, maxCost: null }, price).require(2_000, 0)).toThrow(
      "911000",
    );
  });
});

describe("prices", () => {
  it("are those of the longest beginning of the id, the operator's own first", () => {
    expect(priceOf("claude-opus-4-1-20250805", [])).toEqual({ input: 15, output: 75 });
    expect(priceOf("claude-opus-4-8", [])).toEqual({ input: 5, output: 25 });
    expect(priceOf("claude-opus-4-8", [{ prefix: "claude-", input: 1, output: 2 }])).toEqual({ input: 1, output: 2 });
    expect(priceOf("llama3", [])).toBeNull();
  });

  it("make a cache cheap to read and dearer to write", () => {
    const million = 1_000_000;
    expect(costOf({ ...noUsage, input_tokens: million }, price)).toBe(1);
    expect(costOf({ ...noUsage, cache_read_input_tokens: million }, price)).toBeCloseTo(0.1);
    expect(costOf({ ...noUsage, cache_creation_input_tokens: million, output_tokens: million }, price)).toBeCloseTo(
      6.25,
    );
  });
});
