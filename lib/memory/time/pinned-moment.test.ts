import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentValue, pinOf, readPin } from "./pinned-moment";

const anySnapshot = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }))
  .map(([xmin, offsets]) => {
    const open = [...offsets].sort((a, b) => a - b).map((offset) => xmin + offset);
    return `${xmin}:${(open.at(-1) ?? xmin) + 1}:${open.join(",")}`;
  });

describe("the pin of a past moment", () => {
  it("comes back out of a cursor as it went in, and always fits into one", () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const pin = pinOf(snapshot);
        expect(pin.length).toBeLessThanOrEqual(600);
        expect(readPin(pin)).toBe(pin);
      }),
    );
  });

  it("of too many open transactions sees only what ended before all of them", () => {
    const open = Array.from({ length: 300 }, (_, index) => 1000 + index);
    expect(pinOf(`1000:1301:${open.join(",")}`)).toBe("1000:1000:");
  });

  it("that the database could not read is refused as a forged cursor", () => {
    for (const text of [
      "",
      "x",
      "5:4:",
      "0:1:",
      "1:2:3",
      "1:9:5,4",
      "1:9:5,",
      "1:9:,5",
      "1:9:5,,6",
      "1:9",
      "1:9:5;6",
      "1".repeat(30),
    ]) {
      expect(() => readPin(text), text).toThrow(expect.objectContaining({ status: 400 }));
    }
    expect(readPin(undefined)).toBeNull();
    expect(readPin("1:9:5,6")).toBe("1:9:5,6");
  });

  it("stands beside a time, where none means all that is written", () => {
    expect(momentValue(null)).toBe("infinity");
    expect(momentValue(new Date(0))).toEqual(new Date(0));
  });
});
