import { describe, expect, it } from "vitest";
import { activityFrom, markOfDay, momentAt, momentText, positionOf, readMoment, scaleSteps } from "./time-scale";

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

describe("markOfDay", () => {
  const begin = new Date("2026-05-01T12:00:00Z");
  const end = new Date("2026-05-11T12:00:00Z");
  const day = (start: string): [number, number] =>
    markOfDay(Date.parse(start), Date.parse(start) + 86_400_000, begin, end);

  it("stands where the day does on the line", () => {
    expect(day("2026-05-03T00:00:00Z")).toEqual([150, 24]);
  });

  it("stays on the line, wide enough to be seen and never a block", () => {
    expect(day("2026-05-01T00:00:00Z")).toEqual([0, 24]);
    expect(day("2026-05-11T00:00:00Z")).toEqual([950, 24]);
    expect(day("2026-05-12T00:00:00Z")).toEqual([992, 8]);
    expect(day("2026-04-01T00:00:00Z")).toEqual([0, 8]);
  });
});

describe("readMoment", () => {
  const then = new Date("2026-05-03T12:00:00Z");
  const atOf = (text: string) => {
    const read = readMoment(text, then);
    return read.kind === "moment" ? read.at : read.kind;
  };

  it("holds all that was written in what was named last", () => {
    expect(atOf("2026-05-03 11:00:09")).toBe("2026-05-03T11:00:09.999Z");
    expect(atOf("2026-05-03T11:00")).toBe("2026-05-03T11:00:59.999Z");
    expect(atOf(" 2026-05-02 ")).toBe("2026-05-02T23:59:59.999Z");
  });

  it("takes what the dashboard and the API write", () => {
    expect(atOf("2026-05-03 11:00:09 UTC")).toBe("2026-05-03T11:00:09.999Z");
    expect(atOf("2026-05-03T11:00:09.123Z")).toBe("2026-05-03T11:00:09.999Z");
  });

  it("takes nothing, the word and every moment to come for now", () => {
    for (const text of ["", "now", " Now ", "2026-05-03 12:00:00", "2026-05-03", "2027-01-01"]) {
      expect(atOf(text)).toBe("now");
    }
  });

  it("refuses what is no moment", () => {
    for (const text of ["yesterday", "2026-13-01", "2026-05-03 25:00", "3.5.2026", "2026-05-03 11"]) {
      expect(atOf(text)).toBe("unreadable");
    }
  });

  it("reads back what the field shows", () => {
    expect(momentText("2026-05-03T11:00:09.999Z")).toBe("2026-05-03 11:00:09");
    expect(atOf(momentText("2026-05-03T11:00:09.999Z"))).toBe("2026-05-03T11:00:09.999Z");
    expect(momentText(null)).toBe("");
  });
});

describe("activityFrom", () => {
  it("begins with the day of the store, but counts no more days than the server does", () => {
    const now = new Date("2026-05-03T12:00:00Z");
    expect(activityFrom(new Date("2026-05-01T15:00:00Z"), now)).toBe("2026-05-01T00:00:00.000Z");
    expect(activityFrom(new Date("2020-01-01T00:00:00Z"), now)).toBe("2024-05-03T00:00:00.000Z");
  });
});
