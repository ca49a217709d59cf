import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseSession } from "../engine/normalise-session";
import { bash, buildSession } from "../engine/testing-builders";
import { chunkSession, estimateTokens } from "./render-session";
import { eventCharacters } from "./thresholds";

const render = (texts: readonly string[], tokens: number) =>
  chunkSession(
    normaliseSession(
      buildSession(
        "a",
        texts.map((text) => ({ agent: text })),
      ),
      0,
      new Set(),
    ),
    0,
    tokens,
  );

describe("chunkSession", () => {
  it("cuts at event boundaries, loses no event, and keeps each piece within its tokens where an event allows it", () => {
    const text = fc.string({ minLength: 1, maxLength: 400 }).filter((value) => value.trim() !== "");
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const chunks = render(texts, 150);
        expect(chunks.flatMap(({ entries }) => entries.map(({ sequence }) => sequence))).toEqual(
          texts.map((_, at) => at + 1),
        );
        for (const chunk of chunks) {
          expect(chunk.parts).toBe(chunks.length);
          if (chunk.entries.length > 1) expect(estimateTokens(chunk.text)).toBeLessThanOrEqual(151);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the pieces before an appended event as they were, so that their answers are still paid for", () => {
    const before = render(["a".repeat(300), "b".repeat(300), "c".repeat(20)], 100);
    const after = render(["a".repeat(300), "b".repeat(300), "c".repeat(20), "d".repeat(300)], 100);
    expect(after.slice(0, 2).map(({ text }) => text)).toEqual(before.slice(0, 2).map(({ text }) => text));
  });

  it("clips the middle of a long event, whose ends say what it was", () => {
    const [chunk] = render([`start${"x".repeat(eventCharacters * 3)}end`], 24_000);
    expect(chunk?.text).toMatch(/start[\s\S]*characters left out[\s\S]*end/);
    expect(chunk?.text.length).toBeLessThan(eventCharacters + 200);
  });

  it("shows calls with their tools and whether they worked", () => {
    const session = normaliseSession(buildSession("a", [bash("ls /nowhere", "No such file", true)]), 0, new Set());
    expect(chunkSession(session, 0, 1_000)[0]?.text).toBe(
      "[1] call Bash\nls /nowhere\n\n[2] result of Bash, failed\nNo such file\n\n",
    );
  });
});
