import { describe, expect, it } from "vitest";
import { freshSinceOf } from "./fresh-since";

const now = new Date("2026-05-08T10:00:40.500Z");

describe("freshSinceOf", () => {
  it("goes back by the span, to a whole minute", () => {
    expect(freshSinceOf("hour", now)).toBe("2026-05-08T09:00:00.000Z");
    expect(freshSinceOf("day", now)).toBe("2026-05-07T10:00:00.000Z");
    expect(freshSinceOf("week", now)).toBe("2026-05-01T10:00:00.000Z");
  });

  it("is nothing when switched off, or before there is a clock", () => {
    expect(freshSinceOf("off", now)).toBeNull();
    expect(freshSinceOf("day", null)).toBeNull();
  });
});
