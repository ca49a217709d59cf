import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentAfter, momentBefore, type ReadMoments } from "./step-in-time";

const start = Date.parse("2026-05-01T00:00:00.000Z");
const textOf = (offsetMs: number) => new Date(start + offsetMs).toISOString();

/** A store whose changes happened so many milliseconds after its start; counts how often it was asked. */
function storeWith(offsets: readonly number[]) {
  const newestFirst = [...offsets].sort((a, b) => b - a).map(textOf);
  const asked = { times: 0 };
  const read: ReadMoments = async ({ from, to }, limit) => {
    asked.times += 1;
    const fitting = newestFirst.filter((time) => (!from || time >= from) && (!to || time <= to));
    return { moments: fitting.slice(0, limit), isWhole: fitting.length <= limit };
  };
  return { read, asked, now: new Date(start + Math.max(0, ...offsets) + 1000) };
}

describe("momentBefore", () => {
  it("goes from now to the state before the newest change", async () => {
    const { read } = storeWith([0, 5000, 9000]);
    expect(await momentBefore(read, null)).toBe(textOf(5000));
    expect(await momentBefore(read, textOf(5000))).toBe(textOf(0));
    expect(await momentBefore(read, textOf(0))).toBeNull();
  });

  it("leaves the state that a moment between two changes shows", async () => {
    const { read } = storeWith([0, 5000, 9000]);
    expect(await momentBefore(read, textOf(7000))).toBe(textOf(0));
  });

  it("takes what was written in one moment for one step", async () => {
    const { read } = storeWith([0, 5000, 5000, 5000, 9000]);
    expect(await momentBefore(read, null)).toBe(textOf(5000));
    expect(await momentBefore(read, textOf(5000))).toBe(textOf(0));
  });

  it("has nowhere to go in an empty store", async () => {
    expect(await momentBefore(storeWith([]).read, null)).toBeNull();
  });
});

describe("momentAfter", () => {
  it("ends in now, which shows the newest change", async () => {
    const { read, now } = storeWith([0, 5000, 9000]);
    expect(await momentAfter(read, textOf(0), now)).toBe(textOf(5000));
    expect(await momentAfter(read, textOf(5000), now)).toBeNull();
    expect(await momentAfter(read, textOf(20_000), now)).toBeNull();
  });

  it("finds the first change after any moment, however many share it or follow it", async () => {
    const offset = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 400 * 86_400_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(offset, { minLength: 1, maxLength: 400 }), offset, async (offsets, from) => {
        const { read, now } = storeWith(offsets);
        const later = [...new Set(offsets)].filter((value) => value > from).sort((a, b) => a - b);
        const expected = later.length < 2 ? null : textOf(later[0] ?? 0);
        expect(await momentAfter(read, textOf(from), now)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("asks few times, also where thousands of changes follow in one second or after a year of silence", async () => {
    const busy = Array.from({ length: 5000 }, (_, index) => 365 * 86_400_000 + (index % 1000));
    const { read, asked, now } = storeWith([0, ...busy]);
    expect(await momentAfter(read, textOf(0), now)).toBe(textOf(365 * 86_400_000));
    expect(asked.times).toBeLessThan(45);
  });
});
