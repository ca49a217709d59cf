import { describe, expect, it } from "vitest";
import { momentAt, positionOf, scaleSteps } from "./time-scale";

const from = new Date("2026-05-01T00:00:00Z");
const now = new Date("2026-05-05T00:00:00Z");

describe("the time slider's scale", () => {
  it("runs from the store's first moment to now", () => {
    expect(momentAt(0, from, now)).toBe("2026-05-01T00:00:00.000Z");
    expect(momentAt(scaleSteps / 2, from, now)).toBe("2026-05-03T00:00:00.000Z");
    expect(momentAt(scaleSteps, from, now)).toBeNull();
  });

  it("finds each position again", () => {
    for (const position of [0, 1, 57, 399, 400])
      expect(positionOf(momentAt(position, from, now), from, now)).toBe(position);
  });

  it("keeps to its ends for moments before the store, after now, and a store of this instant", () => {
    expect(positionOf("2020-01-01T00:00:00Z", from, now)).toBe(0);
    expect(positionOf("2030-01-01T00:00:00Z", from, now)).toBe(scaleSteps);
    expect(positionOf("2026-05-01T00:00:00Z", now, now)).toBe(scaleSteps);
  });
});
