import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTermModel, charGramSimilarity, charGrams, containment, cosine, jaccard, wordTokens } from "./similarity";

const anySentence = fc
  .array(fc.constantFrom("disk", "fills", "on", "db-1", "after", "the", "nightly", "backup", "7"), { maxLength: 9 })
  .map((words) => words.join(" "));

describe("charGrams", () => {
  it("fold letter case and white space", () => {
    expect(charGrams("Ab  cd")).toEqual(charGrams("aB\ncD"));
    expect([...charGrams("abcde")]).toEqual(["abcd", "bcde"]);
  });

  it("take a short text as one gram, and an empty one as none", () => {
    expect([...charGrams("ab")]).toEqual(["ab"]);
    expect(charGrams("  ").size).toBe(0);
  });

  it("do not cut a character outside the basic plane in two", () => {
    expect([...charGrams("a😀b", 2)]).toEqual(["a😀", "😀b"]);
  });
});

describe("charGramSimilarity", () => {
  it("is symmetric, between 0 and 1, and 1 for the same text", () => {
    fc.assert(
      fc.property(anySentence, anySentence, (left, right) => {
        const value = charGramSimilarity(left, right);
        expect(value).toBe(charGramSimilarity(right, left));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(charGramSimilarity(left, left)).toBe(1);
      }),
    );
  });

  it("ranks a changed number above a different sentence, which is why callers must compare numbers themselves", () => {
    const line = "Restart the ingest worker when the queue passes 5000 messages";
    expect(charGramSimilarity(line, line.replace("5000", "9000"))).toBeGreaterThan(0.8);
    expect(charGramSimilarity(line, "The on-call rota changes every Monday at noon")).toBeLessThan(0.2);
  });
});

describe("jaccard and containment", () => {
  it("count shared items over all items, or over the inner set", () => {
    const [small, large] = [new Set(["a", "b"]), new Set(["a", "b", "c", "d"])];
    expect(jaccard(small, large)).toBe(0.5);
    expect(containment(small, large)).toBe(1);
    expect(containment(large, small)).toBe(0.5);
  });

  it("bound each other: a pair is contained at least as much as it is alike", () => {
    fc.assert(
      fc.property(anySentence, anySentence, (left, right) => {
        const [a, b] = [charGrams(left), charGrams(right)];
        expect(containment(a, b)).toBeGreaterThanOrEqual(jaccard(a, b));
      }),
    );
  });
});

describe("wordTokens", () => {
  it("split on everything but letters, digits and underscores, in lower case", () => {
    expect(wordTokens("Use `max_conns=200`, NOT 100!")).toEqual(["use", "max_conns", "200", "not", "100"]);
  });

  it("read scripts without spaces letter by letter, beside words of others", () => {
    expect(wordTokens("用 redis 缓存v2")).toEqual(["用", "redis", "缓", "存", "v2"]);
    expect(wordTokens("Привет мир")).toEqual(["привет", "мир"]);
  });
});

describe("buildTermModel and cosine", () => {
  it("give unit vectors, so a text is wholly like itself", () => {
    fc.assert(
      fc.property(fc.array(anySentence, { maxLength: 5 }), anySentence, (texts, text) => {
        const vector = buildTermModel(texts).vectorize(text);
        expect(cosine(vector, vector)).toBeCloseTo(text === "" ? 0 : 1, 9);
      }),
    );
  });

  it("weigh rare words above common ones", () => {
    const model = buildTermModel(["the disk fills", "the queue grows", "the pod restarts", "the disk fails"]);
    const line = model.vectorize("the disk fills");
    expect(cosine(line, model.vectorize("disk fills"))).toBeGreaterThan(cosine(line, model.vectorize("the fills")));
    expect(cosine(line, model.vectorize("nothing here"))).toBe(0);
  });
});
