import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMoment, readMoment } from "./moment";

const seenAtMs = Date.UTC(2026, 2, 2, 9);
const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
const found = (text: string) => iso(findMoment(text, seenAtMs)?.atMs ?? null);

describe("findMoment", () => {
  it.each([
    ["2026-03-02T02:10:33Z", "2026-03-02T02:10:33.000Z"],
    ["2026-03-02T02:10:33.250+01:00", "2026-03-02T01:10:33.250Z"],
    ["[2026-03-02 02:10:33,125] ERROR", "2026-03-02T02:10:33.125Z"],
    ["at 2026/3/2 02:10 UTC it rang", "2026-03-02T02:10:00.000Z"],
    ["02/Mar/2026:02:10:33 -0500", "2026-03-02T07:10:33.000Z"],
    ["Mon, 02 Mar 2026 02:10:33 GMT", "2026-03-02T02:10:33.000Z"],
    ["March 2, 2026 at 02:10", "2026-03-02T02:10:00.000Z"],
    ["Mar  2 02:10:33 host app[1]: x", "2026-03-02T02:10:33.000Z"],
    ["20260302T021033Z", "2026-03-02T02:10:33.000Z"],
  ])("reads %s", (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it("settles which number is the day by what had happened when it was seen", () => {
    expect(found("02.03.2026 02:10")).toBe("2026-03-02T02:10:00.000Z");
    expect(found("02/03/2026 02:10")).toBe("2026-03-02T02:10:00.000Z");
    expect(iso(findMoment("02/03/2026 02:10", Date.UTC(2026, 1, 4))?.atMs ?? null)).toBe("2026-02-03T02:10:00.000Z");
    expect(found("03/25/2026 02:10")).toBe("2026-03-25T02:10:00.000Z");
  });

  it("takes the year from the time of reading, also after a new year", () => {
    expect(iso(findMoment("Dec 31 23:50:00", Date.UTC(2026, 0, 1, 1))?.atMs ?? null)).toBe("2025-12-31T23:50:00.000Z");
    expect(findMoment("Dec 31 23:50:00", null)).toBeNull();
  });

  it("takes no day, no version and no impossible date for a moment", () => {
    for (const text of [
      "2026-03-02",
      "v1.2.3 10:20",
      "2026-13-40T10:00:00Z",
      "2026-02-30T10:00:00Z",
      "10.0.0.1:8080",
      "",
    ])
      expect(found(text), text).toBeNull();
  });

  it("gives back every moment that is written in ISO form, with its place", () => {
    const anyTime = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2099, 0, 1) });
    fc.assert(
      fc.property(anyTime, fc.constantFrom("", "at ", "[x] "), (atMs, before) => {
        const text = `${before}${new Date(atMs).toISOString()} after`;
        const moment = findMoment(text, null);
        expect(moment?.atMs).toBe(atMs);
        expect(text.slice(moment?.start, moment?.end).trim()).toBe(new Date(atMs).toISOString());
      }),
    );
  });
});

describe("readMoment", () => {
  it("reads numbers and bare clocks only where the field is named after time", () => {
    expect(iso(readMoment(1772417433, true, seenAtMs))).toBe("2026-03-02T02:10:33.000Z");
    expect(iso(readMoment("1772417433000", true, null))).toBe("2026-03-02T02:10:33.000Z");
    expect(iso(readMoment("1772417433000000000", true, null))).toBe("2026-03-02T02:10:33.000Z");
    expect(iso(readMoment("02:10", true, seenAtMs))).toBe("2026-03-02T02:10:00.000Z");
    expect(iso(readMoment("23:10", true, seenAtMs))).toBe("2026-03-01T23:10:00.000Z");
    for (const value of [1772417433, "02:10", "12"]) expect(readMoment(value, false, seenAtMs)).toBeNull();
    expect(readMoment(42, true, seenAtMs)).toBeNull();
  });

  it("wants the whole value to be the moment", () => {
    expect(readMoment("deployed 2026-03-02T02:10:33Z by ann", true, seenAtMs)).toBeNull();
  });
});
