import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { isTimeZone, lastCronTime, nextCronTime, nextCronTimes, problemOfCron } from "./cron";

const times = (cron: string, zone: string, from: string, count = 3) =>
  nextCronTimes(cron, zone, new Date(from), count).map((time) => time.toISOString().replace(":00.000Z", "Z"));

describe("nextCronTimes where clocks change", () => {
  it("keeps the hour of the wall clock, not the hour of UTC", () => {
    expect(times("0 5 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z")).toEqual([
      "2026-03-28T04:00Z",
      "2026-03-29T03:00Z",
      "2026-03-30T03:00Z",
    ]);
    expect(times("0 5 * * *", "America/New_York", "2026-10-31T00:00:00Z")).toEqual([
      "2026-10-31T09:00Z",
      "2026-11-01T10:00Z",
      "2026-11-02T10:00Z",
    ]);
  });

  it("runs once, after the gap, on the night that leaves the time out", () => {
    expect(times("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z")).toEqual([
      "2026-03-28T01:30Z",
      "2026-03-29T01:00Z",
      "2026-03-30T00:30Z",
    ]);
    expect(times("0 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", 2)).toEqual([
      "2026-03-08T07:00Z",
      "2026-03-09T06:00Z",
    ]);
  });

  it("runs once on the night that has the time twice", () => {
    expect(times("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z")).toEqual([
      "2026-10-25T00:30Z",
      "2026-10-26T01:30Z",
      "2026-10-27T01:30Z",
    ]);
    expect(times("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", 2)).toEqual([
      "2026-11-01T05:30Z",
      "2026-11-02T06:30Z",
    ]);
  });

  it("lets what fires every half hour go on through both nights", () => {
    expect(times("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", 4)).toEqual([
      "2026-10-25T00:30Z",
      "2026-10-25T01:00Z",
      "2026-10-25T01:30Z",
      "2026-10-25T02:00Z",
    ]);
    expect(times("*/30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", 3)).toEqual([
      "2026-03-29T01:00Z",
      "2026-03-29T01:30Z",
      "2026-03-29T02:00Z",
    ]);
  });
});

describe("lastCronTime", () => {
  const crons = ["30 2 * * *", "*/20 * * * *", "0 */6 * * *", "15 1,2,3 * * 0", "0 4 1 * *"];
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
  const starts = ["2026-03-27T00:00:00Z", "2026-10-24T00:00:00Z", "2026-11-01T00:00:00Z", "2026-04-04T00:00:00Z"];

  it("is the last of the times up to now, whichever night lies between", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...crons),
        fc.constantFrom(...zones),
        fc.constantFrom(...starts),
        fc.integer({ min: 0, max: 2 * 24 * 60 }),
        (cron, zone, start, minutes) => {
          const first = nextCronTime(cron, zone, new Date(start));
          if (first === null) throw new Error("it never fires");
          const now = new Date(first.getTime() + minutes * 60_000);
          let expected = first;
          for (let next = nextCronTime(cron, zone, first); next !== null && next <= now; ) {
            expected = next;
            next = nextCronTime(cron, zone, next);
          }
          expect(lastCronTime(cron, zone, first, now)).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("does not walk through a year of minutes", () => {
    const began = cpuMs();
    const last = lastCronTime(
      "* * * * *",
      "Europe/Berlin",
      new Date("2025-11-30T00:00:00Z"),
      new Date("2026-11-30T00:00:30Z"),
    );
    expect(last.toISOString()).toBe("2026-11-30T00:00:00.000Z");
    expect(cpuMs() - began).toBeLessThan(2_000);
  });
});

describe("problemOfCron", () => {
  it.each(["0 5 * * *", "*/15 8-18 * * MON-FRI", "0 4 L * *", "30 6 * * 5#2", "0 0 29 2 *"])("reads %s", (cron) => {
    expect(problemOfCron(cron)).toBeNull();
  });

  it.each([
    ["", /five fields/],
    ["0 5 * *", /five fields/],
    ["0 0 5 * * *", /five fields/],
    ["@daily", /five fields/],
    ["61 * * * *", /minute: 61/],
    ["*/0 * * * *", /stepping/],
    ["a b c d e", /illegal/],
    ["0 5 31 2 *", /never fires/],
  ])("refuses %j", (cron, words) => {
    expect(problemOfCron(cron)).toMatch(words);
  });
});

describe("isTimeZone", () => {
  it("knows names of the IANA database and nothing else", () => {
    for (const name of ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"]) expect(isTimeZone(name)).toBe(true);
    for (const name of ["", "Mars/Olympus", "+02:00", "UTC+2", "../etc"]) expect(isTimeZone(name)).toBe(false);
  });
});
