import { describe, expect, it } from "vitest";
import { problemOfCron } from "@/lib/contract/cron";
import { cronPresets, tidyCron, wordsOfCron } from "./cron-words";
import { nextRunsSentence } from "./next-runs-sentence";

const now = new Date("2026-11-30T12:00:00Z");

describe("the words of a time", () => {
  it("stand for expressions that the server takes", () => {
    for (const { value, label } of cronPresets) {
      expect(problemOfCron(value)).toBeNull();
      expect(wordsOfCron(value)).toBe(label);
    }
    expect(wordsOfCron("5 4 * * *")).toBeNull();
  });

  it("name the next three runs by the clock of the time zone", () => {
    expect(nextRunsSentence("0 3 * * *", "Asia/Tokyo", now)).toEqual({
      kind: "times",
      text: "Next: Tue 1 Dec 03:00, Wed 2 Dec 03:00, Thu 3 Dec 03:00, by the clock of Asia/Tokyo.",
    });
  });

  it("say which field is wrong", () => {
    expect(nextRunsSentence("0 3 * *", "UTC", now)).toMatchObject({ kind: "problem", field: "cron" });
    expect(nextRunsSentence("0 3 * * *", "Utopia", now)).toMatchObject({ kind: "problem", field: "timezone" });
  });

  it("come from what somebody typed with any spaces", () => expect(tidyCron("  0  3 * *\t* ")).toBe("0 3 * * *"));
});
