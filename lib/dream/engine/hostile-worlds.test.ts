import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runEngine } from "./run-engine";
import { addedLines, applyAll, expectSound } from "./testing-checks";
import { hostileWorld, plantedSecret, taintedWord } from "./testing-hostile-worlds";
import { keepOutputs } from "./testing-outputs";

const numRuns = 20;
const seed = Math.trunc(Math.random() * 2 ** 31);
const outputOf = keepOutputs();
/** A cut through a secret would hide it from a search for the whole. */
const partOfSecret = plantedSecret.slice(0, 10);

describe("runEngine on hostile stores and sessions", { timeout: 60_000 }, () => {
  it("never throws, and cites only what stands there", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async (input) => expectSound(input, await outputOf(input))),
      { numRuns, seed },
    );
  });

  it("proposes nothing on the result of its own proposals", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async (input) => {
        const again = await runEngine(applyAll(input, await outputOf(input)));
        expect(again.changes.map(({ path, proposed }) => [path, proposed?.content])).toEqual([]);
      }),
      { numRuns, seed },
    );
  });

  it("shows no part of a secret in evidence, and takes none over from a session", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async (input) => {
        const { insights, changes } = await outputOf(input);
        expect(JSON.stringify(insights.map(({ evidence }) => evidence))).not.toContain(partOfSecret);
        if (input.memories.some(({ content }) => content.includes(plantedSecret))) return;
        expect(JSON.stringify([insights, changes])).not.toContain(partOfSecret);
      }),
      { numRuns, seed },
    );
  });

  it("writes no word that only untrusted text said", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async (input) => {
        expect(addedLines(await outputOf(input)).join("\n")).not.toContain(taintedWord);
      }),
      { numRuns, seed },
    );
  });

  it("leaves every byte of a frozen file, whatever its line ends", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async (input) => {
        const frozen = input.memories.filter(({ content }) => /^---\r?\ndream: frozen\r?\n---\r?\n/.test(content));
        const touched = (await outputOf(input)).changes.map(({ path }) => path);
        expect(frozen.filter(({ path }) => touched.includes(path))).toEqual([]);
      }),
      { numRuns, seed },
    );
  });
});
