import { describe, expect, it } from "vitest";
import { buildPattern, hintOfWords } from "./build-pattern";

describe("what a query becomes", () => {
  it("is a literal for LIKE and for expressions alike when capitals count", () => {
    expect(buildPattern("substring", "50%_\\ a.b(é)", true)).toEqual({
      kind: "literal",
      like: "%50\\%\\_\\\\ a.b(é)%",
      pattern: "(?n)50\\%\\_\\\\\\ a\\.b\\(é\\)",
    });
  });

  it("is an escaped expression when they do not", () => {
    expect(buildPattern("substring", "(?i)***=", false)).toEqual({
      kind: "pattern",
      pattern: "(?ni)\\(\\?i\\)\\*\\*\\*\\=",
      isIndexable: true,
      hint: null,
    });
  });

  it("names the text that an expression cannot do without, under the same options", () => {
    const hint = (query: string, isCaseSensitive = false) => buildPattern("regex", query, isCaseSensitive);
    expect(hint("noted-\\d+")).toMatchObject({ hint: "(?ni)noted\\-" });
    expect(hint("noted.*", true)).toMatchObject({ hint: "(?n)noted" });
    expect(hint("(?c)noted.*")).toMatchObject({ hint: "(?nic)noted" });
    // Of an expanded expression, white space and comments are no part.
    for (const none of ["(?x)not ed.*", "(?q)noted.*", "noted|.*", "no.*", "ſnoted.*"]) {
      expect(hint(none)).toMatchObject({ hint: null });
    }
  });

  it("keeps the options of an expression behind ours, so that they win", () => {
    const pattern = (query: string, isCaseSensitive: boolean) => {
      const wanted = buildPattern("regex", query, isCaseSensitive);
      return wanted.kind === "pattern" ? wanted.pattern : wanted.kind;
    };
    expect(pattern("^a.c$", true)).toBe("(?n)^a.c$");
    expect(pattern("(?c)A", false)).toBe("(?nic)A");
    expect(pattern("(?s)a.b", true)).toBe("(?ns)a.b");
    expect(pattern("(?:a|b)+", true)).toBe("(?n)(?:a|b)+");
    expect(pattern("(?=a)", true)).toBe("(?n)(?=a)");
    expect(pattern("***:a+", true)).toBe("(?n)a+");
    expect(pattern("***=a+", false)).toBe("(?ni)a\\+");
  });

  it("leaves the words to PostgreSQL", () => {
    expect(buildPattern("words", '"a b" -c', false)).toEqual({ kind: "words", query: '"a b" -c', hint: null });
  });

  it("stays away from the index where letters fold in two ways", () => {
    const isIndexable = (mode: "substring" | "regex", query: string) => {
      const wanted = buildPattern(mode, query, false);
      return wanted.kind === "pattern" && wanted.isIndexable;
    };
    for (const plain of ["deploy", "Straße", "ÉTÉ", "Привет", "メモ", "🦓"]) {
      expect([plain, isIndexable("substring", plain)]).toEqual([plain, true]);
      expect([plain, isIndexable("regex", plain)]).toEqual([plain, true]);
    }
    for (const odd of ["ſ", "ı", "µ", "ς"]) expect([odd, isIndexable("substring", odd)]).toEqual([odd, false]);
    for (const odd of ["[a-ž]", "\\u017f", "\\x7f"]) expect([odd, isIndexable("regex", odd)]).toEqual([odd, false]);
    expect(buildPattern("regex", "ſ", true)).toMatchObject({ isIndexable: true });
    expect(buildPattern("regex", "(?i)ſ", true)).toMatchObject({ isIndexable: false });
  });
});

describe("the hint for words", () => {
  it("is the longest plain word that a text must have, in every letter that PostgreSQL makes small", () => {
    expect(hintOfWords("The Deploy", ["deploy", "the"])).toBe("(?i)deploy");
    expect(hintOfWords("Kiosk", ["kiosk"])).toBe("(?i)[k\u212a][i\u0130]os[k\u212a]");
    expect(hintOfWords("deploy été", ["deploy", "été"])).toBeNull();
  });

  it("is missing where a text may do without the word", () => {
    for (const query of ["a or b", "a OR b", "-a", '"a b"', "a-b", "a.b"]) {
      expect([query, hintOfWords(query, ["a", "b"])]).toEqual([query, null]);
    }
  });
});
