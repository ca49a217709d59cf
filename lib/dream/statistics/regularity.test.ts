import { describe, expect, it } from "vitest";
import { alignedPeriod, isClockwork, ownPeriod } from "./regularity";
import { nullCorpus } from "./testing-series";
import { dayMs, hourMs, minuteMs } from "./thresholds";

const startMs = Date.UTC(2026, 2, 2, 0, 7);
const ticks = (count: number, periodMs: number, wobble: (at: number) => number = () => 0) =>
  Array.from({ length: count }, (_, at) => startMs + at * periodMs + wobble(at) * minuteMs);

describe("ownPeriod", () => {
  it("hears a clock that is exact, wobbles, drifts or skips", () => {
    expect(ownPeriod(ticks(8, 437 * minuteMs))).toBe(437 * minuteMs);
    expect(ownPeriod(ticks(12, hourMs, (at) => [0, 4, -3, 2][at % 4] ?? 0))).not.toBeNull();
    expect(ownPeriod(ticks(15, 300 * minuteMs, (at) => at * at * 12))).not.toBeNull();
    expect(ownPeriod(ticks(24, 100 * minuteMs).filter((_, at) => at % 5 !== 2 && at % 7 !== 3))).toBe(100 * minuteMs);
  });

  it("hears none in chance", () => {
    const heard = ["1", "2", "3"]
      .flatMap((seed) => nullCorpus("poisson", seed, 20))
      .filter(({ times }) => ownPeriod(times) !== null);
    expect(heard.length).toBeLessThanOrEqual(1);
    expect(ownPeriod([])).toBeNull();
    expect(ownPeriod([1, 2, 3])).toBeNull();
  });

  it("takes one a day at about the same time for regular and for no clockwork", () => {
    const daily = ticks(10, dayMs, (at) => [0, 190, -150, 60, -40][at % 5] ?? 0);
    expect(ownPeriod(daily)).not.toBeNull();
    expect(isClockwork(daily)).toBe(false);
    expect(isClockwork(ticks(10, dayMs, (at) => at % 3))).toBe(true);
  });
});

describe("alignedPeriod", () => {
  it("knows the hour and the day that times keep to", () => {
    expect(alignedPeriod(ticks(9, 5 * hourMs))).toBe(hourMs);
    expect(alignedPeriod(ticks(9, dayMs, (at) => (at % 4) * 20))).toBe(dayMs);
    expect(alignedPeriod(ticks(9, 437 * minuteMs))).toBeNull();
  });
});
