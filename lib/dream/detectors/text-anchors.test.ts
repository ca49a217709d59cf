import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areOpposed, environmentOf, isIdentifier, readAnchors, sameItems, surplus } from "./text-anchors";

const names = (text: string) => readAnchors(text).names;

describe("readAnchors", () => {
  it.each([
    ["Wait 5 min for ledger-db, then 10 %.", ["5", "ledger-db", "10"]],
    ["use `pay prod` and --force or -n x", ["pay", "prod", "--force", "-n"]],
    ["see src/a.ts:12 and https://a.example/x", ["src/a.ts:12", "https://a.example/x"]],
    ["Ask Maria or the API of PaymentsCore", ["maria", "api", "paymentscore"]],
    ["Restart it on Monday, twice", ["monday", "twice"]],
    ["[label](docs/x.md)", ["docs/x.md"]],
    ["(“db-1”), {db-2}; <db-3>!", ["db-1", "db-2", "db-3"]],
    ["nothing to name here", []],
  ])("%s → %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("leaves the counts out that dreams write, since they differ between dreams", () => {
    const line = "`a-b` does not exist; use `c-d`";
    expect(readAnchors(`${line} (seen 2 sessions, 1 agent, last 2026-03-04)`)).toEqual(readAnchors(line));
    expect(names("it was (seen 2 sessions ago)")).toContain("2");
  });

  it("reads one statement from any markup of it", () => {
    const plain = readAnchors("Do not restart ledger-db before 5 min");
    for (const text of [
      "**Do not** restart `ledger-db` before 5 min",
      "_Do_ not restart *ledger-db* before ~~5~~ min",
      "Don’t restart ledger-db before 5 min".replace("Don’t", "Do not"),
    ]) {
      const read = readAnchors(text);
      expect([read.words, read.keys, read.negations]).toEqual([plain.words, plain.keys, plain.negations]);
    }
  });

  it.each([
    ["do not wait", ["not"]],
    ["don't wait", ["not"]],
    ["you can’t and won't", ["not", "not"]],
    ["never without a plan", ["never", "without"]],
    ["no retries, nothing else", ["no", "no"]],
    ["unless told", ["except"]],
    ["the knot is noted", []],
  ])("finds the negations of %j", (text, expected) => {
    expect(readAnchors(text).negations).toEqual(expected);
  });

  it.each([
    ["in Production and staging", ["prod", "stage"]],
    ["on QA or the sandbox", ["test", "test"]],
    ["the product stages it", []],
  ])("finds the environments of %j", (text, expected) => {
    expect(readAnchors(text).environments).toEqual(expected);
  });
});

describe("isIdentifier and environmentOf", () => {
  it("knows names by their form", () => {
    expect(["db-1", "--flag", "aB", "API", "APIs", "a.b", "x_y", "v2"].every(isIdentifier)).toBe(true);
    expect(["cache", "Cache", "-", "a", "I", "--", "1-"].filter(isIdentifier)).toEqual(["1-"]);
  });

  it("knows an environment by any of its names, and no member of an object", () => {
    expect(["PRD", "live", "uat", "localhost", "constructor", "__proto__", ""].map(environmentOf)).toEqual([
      "prod",
      "prod",
      "stage",
      "dev",
      null,
      null,
      null,
    ]);
  });
});

describe("areOpposed", () => {
  it("sees opposites on two sides and not on one, whichever side is which", () => {
    const set = (...words: string[]) => new Set(words);
    expect(areOpposed(set("before", "x"), set("after"))).toBe(true);
    expect(areOpposed(set("after"), set("before", "x"))).toBe(true);
    expect(areOpposed(set("before", "after"), set("x"))).toBe(false);
    expect(areOpposed(set("before"), set("before"))).toBe(false);
    expect(areOpposed(set("primary"), set("replica"))).toBe(true);
  });
});

describe("surplus and sameItems", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 8 });

  it("counts each word as often as it stands", () => {
    expect(surplus(["a", "a", "b"], ["a"])).toEqual(["a", "b"]);
    expect(sameItems(["a", "a", "b"], ["b", "a", "b"])).toBe(false);
  });

  it("agree with sorting, in any order", () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        const isSame = JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
        expect(sameItems(left, right)).toBe(isSame);
        expect(sameItems(left, [...left].reverse())).toBe(true);
        expect(left.length - surplus(left, right).length).toBe(right.length - surplus(right, left).length);
      }),
      { numRuns: 100 },
    );
  });
});
