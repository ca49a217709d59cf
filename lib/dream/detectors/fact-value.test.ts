import { describe, expect, it } from "vitest";
import { areComparable, readAmounts, readFactValue } from "./fact-value";

describe("readFactValue", () => {
  it.each([
    ["30s", "number", "30", "time"],
    ["60 seconds (prod)", "number", "60", "time"],
    ["2 min", "number", "120", "time"],
    ["1,000 requests", "number", "1000", "request"],
    ["85%", "number", "85", "%"],
    ["`pay-prod`", "name", "pay-prod", ""],
    ["https://a.example/", "name", "https://a.example", "address"],
    ["enabled.", "boolean", "true", ""],
    ["02:10 UTC", "time", "02:10 utc", ""],
    ["Ann Lee", "word", "ann lee", ""],
    ["**team-a** (since 2026-03-05)", "name", "team-a", ""],
  ])("reads %s", (raw, type, normal, measure) => {
    expect(readFactValue(raw)).toMatchObject({ type, normal, measure });
  });

  it.each(["ann, bob", "ann and bob", "[a, b]", "call ann before you page anybody else", "", "a/b, c"])(
    "takes no value from %j",
    (raw) => {
      expect(readFactValue(raw)).toBeNull();
    },
  );

  it("keeps the place of the value, what limits it, and whether it replaced another", () => {
    const raw = " **now `team-b`** for tier-2 (since 2026-03-05)";
    const value = readFactValue(raw);
    expect(raw.slice(value?.offset, (value?.offset ?? 0) + 6)).toBe("team-b");
    expect(value).toMatchObject({ qualifier: "for tier 2", supersedes: true });
  });

  it("compares amounts of one measure and names with words, nothing else", () => {
    const comparable = (left: string, right: string) => {
      const [one, other] = [readFactValue(left), readFactValue(right)];
      return one !== null && other !== null && areComparable(one, other);
    };
    expect(comparable("30s", "1 min")).toBe(true);
    expect(comparable("team-a", "Ann")).toBe(true);
    expect(comparable("30s", "30%")).toBe(false);
    expect(comparable("30", "team-a")).toBe(false);
    expect(comparable("yes", "team-a")).toBe(false);
  });
});

describe("readAmounts", () => {
  it.each([
    ["wait 5 min, then 300 s", ["time 300", "time 300"]],
    ["1.5h and 2 days", ["time 5400", "time 172800"]],
    ["12 GB of 1,024 MiB", ["size 12000000000", "size 1073741824"]],
    ["5 workers on 3 hosts, v2 min, db-5 min", []],
    ["", []],
  ])("%s → %j", (text, amounts) => {
    expect(readAmounts(text)).toEqual(amounts);
  });
});
