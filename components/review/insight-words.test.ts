import { describe, expect, it } from "vitest";
import { dreamInsight, insightState, insightTier } from "@/lib/contract/dream-insight";
import {
  backtestWords,
  chanceWords,
  insightTitle,
  kindWord,
  lagWords,
  supportWords,
  tierMeaning,
  wordsForState,
} from "./insight-words";
import { supportOf } from "./testing/build-insight";

const of = (part: Parameters<typeof supportOf>[0]) => ({ support: supportOf(part) });

describe("the words for an insight's support", () => {
  it("counts sessions, agents and days", () => {
    expect(supportWords(of({ actors: 1 }))).toBe("4 sessions · 1 agent · 3 days");
  });

  it("begins with how often of how many times, where that was counted", () => {
    expect(supportWords(of({ opportunities: 8 }))).toMatch(/^7 of 8 times · /);
  });

  it("says nothing about what no session had a part in", () => {
    expect(supportWords(of({ sessions: 0, actors: 0, days: 0 }))).toBe("");
  });
});

describe("the words for what chance would do", () => {
  it("name the expected count, the adjusted p and the interval, each with two digits", () => {
    expect(chanceWords(of({ expected: 1.238, p_adjusted: 0.00312, interval95: [0.529, 0.978] }))).toBe(
      "1.2 times expected by chance · p 0.0031 · 95 % interval 53 to 98 %",
    );
  });

  it("never print a p of nought", () => {
    expect(chanceWords(of({ p_adjusted: 0 }))).toBe("p below 0.0001");
  });

  it("are none where no statistics were done", () => {
    expect(chanceWords(of({}))).toBeNull();
  });
});

describe("the words for the time between", () => {
  it("give the median and where most lie", () => {
    expect(lagWords(of({ lag_seconds: { median: 720, low: 640, high: 810 } }))).toBe(
      "after 12 min, mostly 10 min 40 s to 13 min 30 s",
    );
    expect(lagWords(of({}))).toBeNull();
  });
});

describe("the words for a try on the past", () => {
  const backtest = { prevented: 5, failures: 6, sessions: 4, other_actors: 2, misled: 1 };

  it("say what would have been prevented, where, and what would have gone wrong", () => {
    expect(backtestWords({ backtest })).toBe(
      "Would have prevented 5 of 6 failures in 4 sessions, also of 2 other agents; would have misled 1",
    );
  });

  it("leave out what did not occur", () => {
    expect(backtestWords({ backtest: { prevented: 0, failures: 1, sessions: 0, other_actors: 0, misled: 0 } })).toBe(
      "Would have prevented 0 of 1 failure",
    );
    expect(backtestWords({})).toBeNull();
  });
});

describe("the labels", () => {
  it("exist for every kind, tier and state of the contract, as words and not as names of the wire", () => {
    for (const { shape } of dreamInsight.options) expect(kindWord(shape.kind.value)).toMatch(/^[a-z][a-z ]+$/);
    for (const tier of insightTier.options) expect(tierMeaning(tier)).toMatch(/\.$/);
    for (const state of insightState.options) expect(wordsForState(state).meaning).toMatch(/\.$/);
    expect(insightTitle({ kind: "dead_reference", tier: "recurrent" })).toBe("dead reference · recurrent");
  });
});
