import { describe, expect, it } from "vitest";
import { restAfterStep } from "./rest-after-step";

const step = { tookMs: 200, othersWrote: 40, isFarBehind: false };

describe("the rest after a step of work that can wait", () => {
  it("leaves four fifths of the time to writers", () => {
    expect(restAfterStep(step)).toBe(800);
  });

  it("is none while hardly anybody writes", () => {
    for (const othersWrote of [0, 1, 2]) expect(restAfterStep({ ...step, othersWrote })).toBe(0);
    expect(restAfterStep({ ...step, tookMs: 5, othersWrote: 1 })).toBe(0);
  });

  it("is none when work piles up, or writers would leave searches nothing but reading", () => {
    expect(restAfterStep({ ...step, isFarBehind: true })).toBe(0);
  });
});
