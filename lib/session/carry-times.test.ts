import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carryTimes } from "./carry-times";

const at = (second: number) => new Date(Date.UTC(2024, 0, 1, 0, 0, second));
const times = (list: (Date | "queued" | "now" | undefined)[]) =>
  carryTimes(list.map((processedAt) => (processedAt === undefined ? {} : { processedAt }))).map(
    (event) => event.processedAt,
  );

describe("times of a transcript in which only some entries have one", () => {
  it("are taken from the entry before, and at the beginning from the first that has one", () => {
    expect(times([undefined, at(5), "now", at(7), undefined])).toEqual([at(5), at(5), at(5), at(7), at(7)]);
  });

  it("leave queued events queued and a transcript without any time alone", () => {
    expect(times([at(1), "queued", undefined])).toEqual([at(1), "queued", at(1)]);
    expect(times(["now", undefined])).toEqual(["now", undefined]);
  });

  it("keep the order of a transcript whose known times ascend", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (known) => {
        fc.pre(known.some(Boolean));
        const result = times(known.map((isKnown, index) => (isKnown ? at(index) : "now")));
        const stamps = result.map((time) => (time instanceof Date ? time.getTime() : Number.NaN));
        expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
        for (const [index, isKnown] of known.entries()) if (isKnown) expect(result[index]).toEqual(at(index));
      }),
    );
  });
});
