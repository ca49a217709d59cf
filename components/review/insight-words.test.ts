import { describe, expect, it } from "vitest";
import type { InsightSupport } from "@/lib/contract/dream-insight";
import { supportWords } from "./insight-words";

const support: InsightSupport = {
  occurrences: 7,
  opportunities: null,
  sessions: 4,
  actors: 1,
  days: 3,
  expected: null,
  p_adjusted: null,
  lag_seconds: null,
  interval95: null,
};

describe("the words for an insight's support", () => {
  it("counts sessions, agents and days", () => {
    expect(supportWords({ support })).toBe("4 sessions · 1 agent · 3 days");
  });

  it("begins with how often of how many times, where that was counted", () => {
    expect(supportWords({ support: { ...support, opportunities: 8 } })).toMatch(/^7 of 8 times · /);
  });

  it("says nothing about what no session had a part in", () => {
    expect(supportWords({ support: { ...support, sessions: 0, actors: 0, days: 0 } })).toBe("");
  });
});
