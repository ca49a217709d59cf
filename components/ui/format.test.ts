import { describe, expect, it } from "vitest";
import { formatCompact, formatCount, formatNumber } from "./format-count";
import { formatDuration } from "./format-duration";
import { formatSize, formatSizeDelta } from "./format-size";

describe("formatSize", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [1500, "1.5 kB"],
    [102_400, "102 kB"],
    [999_950, "1 MB"],
    [104_857_600, "105 MB"],
    [-1500, "−1.5 kB"],
  ])("writes %i bytes as %j", (sizeBytes, text) => {
    expect(formatSize(sizeBytes)).toBe(text);
  });
});

describe("formatSizeDelta", () => {
  it("always carries its sign", () => {
    expect([120, -1500, 0].map(formatSizeDelta)).toEqual(["+120 B", "−1.5 kB", "±0 B"]);
  });
});

describe("formatCount", () => {
  it("agrees in number with its noun", () => {
    expect(formatCount(1, "version")).toBe("1 version");
    expect(formatCount(0, "version")).toBe("0 versions");
    expect(formatCount(12_403, "memory", "memories")).toBe("12,403 memories");
  });

  it("is exact in text and short in badges", () => {
    expect(formatNumber(12_403)).toBe("12,403");
    expect(formatCompact(999)).toBe("999");
    expect(formatCompact(12_403)).toBe("12.4K");
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [340, "340 ms"],
    [1000, "1 s"],
    [1500, "1.5 s"],
    [12_300, "12 s"],
    [60_000, "1 min"],
    [250_000, "4 min 10 s"],
    [7_500_000, "2 h 5 min"],
    [90_000_000, "1 d 1 h"],
  ])("writes %i ms as %j", (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});
