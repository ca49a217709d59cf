import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import { type ConflictChoice, resolveMerge } from "./resolve-merge";

const merge = (base: string, ours: string, theirs: string) => mergeThreeWay({ base, ours, theirs });
const choose = (...choices: ConflictChoice[]) => new Map(choices.map((choice, index) => [index, choice]));

describe("resolveMerge", () => {
  const twice = merge("a\nb\nc\nd\ne\n", "a\nB1\nc\nD1\ne\n", "a\nB2\nc\nD2\ne\n");

  it("puts the chosen side where both changed the same lines", () => {
    expect(resolveMerge(twice, choose("mine", "theirs"))).toEqual({ content: "a\nB1\nc\nD2\ne\n", openCount: 0 });
    expect(resolveMerge(twice, choose("both", "mine")).content).toBe("a\nB2\nB1\nc\nD1\ne\n");
  });

  it("leaves open conflicts between their markers and counts them", () => {
    expect(resolveMerge(twice, new Map())).toEqual({ content: twice.content, openCount: 2 });
    const half = resolveMerge(twice, new Map([[1, "mine" as const]]));
    expect(half.openCount).toBe(1);
    expect(half.content).toContain("<<<<<<<");
    expect(half.content).toContain("D1\ne\n");
  });

  it("has nothing to choose in a clean merge", () => {
    const clean = merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n");
    expect(resolveMerge(clean, new Map())).toEqual({ content: "A\nb\nC\n", openCount: 0 });
  });

  it("keeps lines apart where a side has no line feed at its end", () => {
    const open = merge("a\n", "mine", "theirs");
    expect(resolveMerge(open, choose("both")).content).toBe("theirs\nmine");
    expect(resolveMerge(open, choose("mine")).content).toBe("mine");
  });

  it("gives one side back whole when everything is taken from it and the other changed nothing else", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "<<<<<<< x\n"), { maxLength: 8 })
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (base, ours) => {
        const result = merge(base, ours, ours);
        expect(resolveMerge(result, new Map()).content).toBe(ours);
      }),
    );
  });

  it("loses no side's words when both are taken", () => {
    const word = fc.constantFrom("a", "b", "c", "d");
    const text = fc.array(word, { maxLength: 6 }).map((words) => words.map((each) => `${each}\n`).join(""));
    fc.assert(
      fc.property(text, text, (ours, theirs) => {
        const result = merge("", ours, theirs);
        const both = resolveMerge(
          result,
          new Map(result.conflicts.map((_, index) => [index, "both" as const])),
        ).content;
        for (const line of [...ours.split("\n"), ...theirs.split("\n")]) expect(both).toContain(line);
      }),
    );
  });
});
