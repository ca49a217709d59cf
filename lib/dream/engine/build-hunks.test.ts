import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "@/lib/text/apply-hunks";
import { applyRegions, buildHunks, type LineText } from "./build-hunks";
import type { EditRegion } from "./edit-region";

const anyWord = fc.constantFrom("a", "b", "c", "", "- item", "x\r");

/** Disjoint regions in order; no insertion stands right after lines that change, as `buildRegions` makes sure. */
const anyCase: fc.Arbitrary<[LineText, EditRegion[]]> = fc
  .tuple(
    fc.array(anyWord, { maxLength: 12 }),
    fc.boolean(),
    fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.array(anyWord, { maxLength: 3 })), { maxLength: 6 }),
  )
  .map(([lines, isOpenEnded, steps]) => {
    const regions: EditRegion[] = [];
    let at = 0;
    for (const [gap, count, text] of steps) {
      const before = regions.at(-1);
      const start = at + (before && before.count > 0 && count === 0 ? gap + 1 : gap);
      if (start + count > lines.length || (count === 0 && text.length === 0)) continue;
      if (isOpenEnded && count === 0 && start === lines.length) continue;
      regions.push({ start, count, lines: text, insightKeys: [], dependsOn: [], causes: [] });
      at = start + count;
    }
    return [{ lines, isOpenEnded: isOpenEnded && lines.length > 0 && lines.at(-1) !== "" }, regions];
  });

const textOf = ({ lines, isOpenEnded }: LineText) =>
  lines.length === 0 ? "" : lines.join("\n") + (isOpenEnded ? "" : "\n");

describe("buildHunks", () => {
  it("gives the proposed text when every hunk is approved, and the base when none is", () => {
    fc.assert(
      fc.property(anyCase, ([base, regions]) => {
        const hunks = buildHunks(base, regions, String).map(({ key, ...hunk }) => ({ ...hunk, id: key }));
        expect(applyHunks(textOf(base), hunks, new Set(hunks.map(({ id }) => id)))).toBe(applyRegions(base, regions));
        expect(applyHunks(textOf(base), hunks, new Set())).toBe(textOf(base));
      }),
      { numRuns: 3000 },
    );
  });

  it("lets any subset be applied, whatever the order of the hunks", () => {
    fc.assert(
      fc.property(anyCase, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), ([base, regions], picks) => {
        const hunks = buildHunks(base, regions, String).map(({ key, ...hunk }) => ({ ...hunk, id: key }));
        const chosen = new Set(hunks.filter((_, index) => picks[index]).map(({ id }) => id));
        const lines = (text: string) => text.replace(/\n$/, "");
        expect(lines(applyHunks(textOf(base), hunks, chosen))).toBe(
          lines(
            applyRegions(
              base,
              regions.filter((_, index) => picks[index]),
            ),
          ),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it("keeps neighbouring insertions apart, so that each can be decided alone", () => {
    const base = { lines: ["one", "two"], isOpenEnded: false };
    const insertion = (text: string): EditRegion => ({
      start: 2,
      count: 0,
      lines: [text],
      insightKeys: [],
      dependsOn: [],
      causes: [],
    });
    const hunks = buildHunks(base, [insertion("x"), insertion("y")], String);
    expect(hunks.map((hunk) => hunk.lines.filter(({ op }) => op === "+").map(({ text }) => text))).toEqual([
      ["x"],
      ["y"],
    ]);
  });
});
