import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { takeTurn } from "./take-turn";

describe("taking turns", () => {
  it("runs at most eight at once, all of them, in the order of asking, and goes on after failures", async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = (index: number) =>
      takeTurn(async () => {
        begun.push(index);
        most = Math.max(most, ++running);
        await setTimeout(1);
        running -= 1;
        if (index % 3 === 0) throw new Error("no");
        return index;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => work(index)));
    expect(most).toBe(8);
    expect(begun).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(outcomes.filter((outcome) => outcome.status === "rejected")).toHaveLength(14);
    expect(await work(1)).toBe(1);
  });
});
