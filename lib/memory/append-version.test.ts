import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextVersionTime } from "./append-version";

const moment = fc.date({ min: new Date(0), max: new Date("2100-01-01T00:00:00Z"), noInvalidDate: true });

describe("time of the next version", () => {
  it("is now, or just after the previous one where the clock stands still or goes back", () => {
    fc.assert(
      fc.property(moment, moment, (now, previous) => {
        const next = nextVersionTime(now, previous);
        expect(next > previous).toBe(true);
        if (now > previous) expect(next).toEqual(now);
        else expect(next.getTime() - previous.getTime()).toBe(1);
      }),
    );
  });
});
