import { describe, expect, it } from "vitest";
import { compactAge, exactUtc, relativeTime } from "./relative-time";

const now = new Date("2026-05-03T12:00:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);
const hourMs = 3_600_000;

describe("relativeTime", () => {
  it.each([
    [0, "now"],
    [999, "now"],
    [4_000, "4 seconds ago"],
    [59_999, "59 seconds ago"],
    [60_000, "1 minute ago"],
    [2 * hourMs, "2 hours ago"],
    [47 * hourMs, "1 day ago"],
    [40 * 24 * hourMs, "1 month ago"],
    [800 * 24 * hourMs, "2 years ago"],
    [-3 * hourMs, "in 3 hours"],
    [-11_000, "now"],
    [-45_000, "in 45 seconds"],
  ])("%i ms before now is %j", (ms, text) => {
    expect(relativeTime(before(ms), now)).toBe(text);
  });
});

describe("compactAge", () => {
  it.each([
    [500, "now"],
    [5 * 60_000, "5m"],
    [26 * hourMs, "1d"],
    [65 * 24 * hourMs, "2mo"],
    [-2 * hourMs, "2h"],
  ])("%i ms is %j", (ms, text) => {
    expect(compactAge(before(ms), now)).toBe(text);
  });
});

describe("exactUtc", () => {
  it("is the same in every time zone", () => {
    expect(exactUtc(new Date("2026-05-03T14:02:09.500+02:00"))).toBe("2026-05-03 12:02:09 UTC");
  });
});
