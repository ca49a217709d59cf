import { describe, expect, it } from "vitest";
import { dayBefore, everyDay, wordsForDays } from "./activity-days";

const day = (text: string, created: number, modified = 0, deleted = 0) => ({ day: text, created, modified, deleted });

describe("everyDay", () => {
  it("puts quiet days where they were, over the end of a month too", () => {
    expect(everyDay([day("2026-03-01", 2)], "2026-02-27", "2026-03-02")).toEqual([
      day("2026-02-27", 0),
      day("2026-02-28", 0),
      day("2026-03-01", 2),
      day("2026-03-02", 0),
    ]);
  });

  it("has no days between an end and a later beginning", () => {
    expect(everyDay([], "2026-03-02", "2026-03-01")).toEqual([]);
  });
});

describe("dayBefore", () => {
  it("counts whole UTC days back", () => {
    expect(dayBefore(new Date("2026-03-02T00:30:00Z"), 2)).toBe("2026-02-28");
    expect(dayBefore(new Date("2026-03-02T23:30:00Z"), 0)).toBe("2026-03-02");
  });
});

describe("wordsForDays", () => {
  it("sums up what the chart shows", () => {
    const days = [day("2026-05-01", 2, 1), day("2026-05-02", 0), day("2026-05-03", 1)];
    expect(wordsForDays(days)).toBe("4 versions on 2 days from 2026-05-01 to 2026-05-03; most on 2026-05-01, 3.");
  });

  it("says plainly that nothing happened", () => {
    expect(wordsForDays([day("2026-05-01", 0)])).toBe("No version was written from 2026-05-01 to 2026-05-01.");
    expect(wordsForDays([])).toBe("No days.");
  });
});
