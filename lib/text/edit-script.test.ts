import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, editScript } from "./edit-script";
import { cpuMs } from "./testing/cpu-ms";

const anyLines = fc.array(fc.constantFrom("a", "b", "c", "d", "e", ""), { maxLength: 30 });

function replay(before: readonly string[], after: readonly string[], edits: readonly Edit[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const edit of edits) {
    result.push(...before.slice(at, edit.beforeStart));
    result.push(...after.slice(edit.afterStart, edit.afterStart + edit.afterCount));
    at = edit.beforeStart + edit.beforeCount;
  }
  return [...result, ...before.slice(at)];
}

describe("editScript", () => {
  it("turns the one list into the other", () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        expect(replay(before, after, editScript(before, after).edits)).toEqual(after);
      }),
    );
  });

  it("gives disjoint edits with an equal line between any two", () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const { edits } = editScript(before, after);
        edits.slice(1).forEach((edit, index) => {
          const previous = edits[index];
          expect(previous && edit.beforeStart > previous.beforeStart + previous.beforeCount).toBe(true);
          expect(previous && edit.afterStart > previous.afterStart + previous.afterCount).toBe(true);
        });
      }),
    );
  });

  it("stays right when a limit stops it, and says so", () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const { edits, bounded } = editScript(before, after, { maxLines: 3 });
        expect(replay(before, after, edits)).toEqual(after);
        if (!bounded) expect(edits).toEqual(editScript(before, after).edits);
      }),
    );
  });

  it("stays right when no time is left", () => {
    const before = ["x", "a", "b", "a", "y"];
    const after = ["x", "b", "a", "b", "y"];
    const script = editScript(before, after, { timeoutMs: -1 });
    expect(script).toEqual({
      edits: [{ beforeStart: 1, beforeCount: 3, afterStart: 1, afterCount: 3 }],
      bounded: true,
    });
  });

  it("anchors on lines that occur once, so a moved brace does not pull blocks apart", () => {
    const before = ["# One", "", "text", "", "# Two", "", "more", ""];
    const after = ["# Zero", "", "new", "", "# One", "", "text", "", "# Two", "", "more", ""];
    expect(editScript(before, after).edits).toEqual([{ beforeStart: 0, beforeCount: 0, afterStart: 0, afterCount: 4 }]);
  });

  it("calls a rewrite without one common line exact, not bounded", () => {
    const script = editScript(numbered("old", 20_000), numbered("new", 20_000));
    expect(script.bounded).toBe(false);
    expect(script.edits).toHaveLength(1);
  });

  it("compares a thousand scattered changes in ten thousand lines exactly", () => {
    const before = numbered("line", 10_000);
    const after = before.map((line, index) => (index % 10 === 0 ? `${line} changed` : line));
    const script = editScript(before, after);
    expect(script.bounded).toBe(false);
    expect(script.edits).toHaveLength(1_000);
  });

  it.each([
    ["half of the lines rewritten", (index: number) => (index % 2 === 0 ? `new ${index}` : `old ${index}`)],
    ["lines shuffled among a few hundred repeats", (index: number) => `repeat ${(index * 7919) % 211}`],
    ["lines reversed among repeats", (index: number) => `repeat ${(20_000 - index) % 997}`],
    ["pseudo-random short lines", (index: number) => `- ${(index * index * 31) % 13}`],
  ])("ends within its time on 20,000 lines: %s", (_name, make) => {
    const before = Array.from({ length: 20_000 }, (_, index) =>
      make(0).startsWith("new") ? `old ${index}` : `repeat ${index % 997}`,
    );
    const after = Array.from({ length: 20_000 }, (_, index) => make(index));
    const startedMs = cpuMs();
    const { edits } = editScript(before, after);
    // Twice the promise: the machine that runs the tests may be busy with other things.
    expect(cpuMs() - startedMs).toBeLessThan(1_000);
    expect(replay(before, after, edits)).toEqual(after);
  });

  it("gives the same answer each time although it is bounded", () => {
    const before = Array.from({ length: 8_000 }, (_, index) => `${(index * index) % 17}`);
    const after = Array.from({ length: 8_000 }, (_, index) => `${(index * 31 + index * index) % 19}`);
    const options = { timeoutMs: 60_000 };
    const first = editScript(before, after, options);
    expect(first.bounded).toBe(true);
    expect(editScript(before, after, options)).toEqual(first);
  });
});

function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word} ${index}`);
}
