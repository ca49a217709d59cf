import { describe, expect, it } from "vitest";
import { statedEnd } from "./stated-end";

/** A Tuesday. */
const written = Date.UTC(2026, 2, 3, 10);
const endOf = (text: string, atMs = written) => {
  const end = statedEnd(text, atMs);
  return end && [end.words, new Date(end.atMs).toISOString().slice(0, 16)];
};

describe("statedEnd", () => {
  it.each([
    ["pager muted until Friday", "until Friday", "2026-03-07T00:00"],
    ["pager muted till Tue, then back", "till Tue", "2026-03-11T00:00"],
    ["frozen until next Thursday.", "until next Thursday", "2026-03-13T00:00"],
    ["use blue until tomorrow", "until tomorrow", "2026-03-05T00:00"],
    ["use blue until tonight", "until tonight", "2026-03-04T00:00"],
    ["use blue until the end of the week", "until the end of the week", "2026-03-09T00:00"],
    ["use blue until end of month", "until end of month", "2026-04-01T00:00"],
    ["use blue until next quarter", "until next quarter", "2026-04-01T00:00"],
    ["use blue until 2026-03-10", "until 2026-03-10", "2026-03-11T00:00"],
    ["use blue until March 10th", "until March 10th", "2026-03-11T00:00"],
    ["use blue until the 2nd of Feb", "until the 2nd of Feb", "2027-02-03T00:00"],
    ["deploys stop for the next 3 days", "for the next 3 days", "2026-03-06T10:00"],
    ["deploys stop for another two weeks", "for another two weeks", "2026-03-17T10:00"],
    ["deploys stop for the next hour", "for the next hour", "2026-03-03T11:00"],
    ["ann is on call this week", "this week", "2026-03-09T00:00"],
    ["ann is on call this quarter", "this quarter", "2026-04-01T00:00"],
  ])("reckons from the day it was written: %s", (text, words, end) => {
    expect(endOf(text)).toEqual([words, end]);
  });

  it.each([
    "logs are kept for 30 days",
    "wait until the queue is empty",
    "wait until Monday's batch is done",
    "until march, then",
    "this weekday",
    "until 2026-99-99",
    "until July 99",
    "the next 3 days",
    "",
  ])("finds no end in: %s", (text) => {
    expect(endOf(text)).toBeNull();
  });

  it("gives for every day of two years the next such weekday, within a week", () => {
    for (let day = 0; day < 730; day++) {
      const atMs = Date.UTC(2026, 0, 1 + day, 23, 59);
      const end = statedEnd("until Sunday", atMs)?.atMs ?? 0;
      expect(new Date(end - 1).getUTCDay()).toBe(0);
      expect(end - atMs).toBeGreaterThan(86_400_000);
      expect(end - atMs).toBeLessThanOrEqual(8 * 86_400_000);
    }
  });
});
