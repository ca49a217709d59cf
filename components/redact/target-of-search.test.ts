import { describe, expect, it } from "vitest";
import { targetOfSearch } from "./target-of-search";

const target = (mode: "substring" | "regex" | "words", q: string, isCaseSensitive = false) =>
  targetOfSearch({ q, mode, case: isCaseSensitive });

describe("targetOfSearch", () => {
  it("takes out the letters as they stand, in any case unless the search told capitals apart", () => {
    expect(target("substring", "a.b", true)).toEqual({ kind: "text", text: "a.b" });
    expect(target("substring", "a.b")).toEqual({ kind: "regex", pattern: "(?i)a\\.b" });
  });

  it("keeps a pattern's own options and directors", () => {
    expect(target("regex", "a+", true)).toEqual({ kind: "regex", pattern: "a+" });
    expect(target("regex", "a+")).toEqual({ kind: "regex", pattern: "(?i)a+" });
    expect(target("regex", "(?x)a +")).toEqual({ kind: "regex", pattern: "(?ix)a +" });
    expect(target("regex", "***:a+")).toEqual({ kind: "regex", pattern: "(?i)a+" });
    expect(target("regex", "***=a+")).toEqual({ kind: "regex", pattern: "(?i)a\\+" });
  });

  it("has none for words in any order", () => {
    expect(target("words", "a b")).toBeNull();
  });
});
