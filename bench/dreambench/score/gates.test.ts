import { describe, expect, it } from "vitest";
import { aggregate, clopperPearsonUpper } from "./aggregate";
import { gatesOf } from "./gates";

const nothing = aggregate([]);
const nullGate = (corpora: number, withFindings: number) =>
  gatesOf({ ...nothing, nulls: { corpora, withFindings, upper: clopperPearsonUpper(withFindings, corpora) } }).find(
    ({ name }) => name.startsWith("null"),
  )?.isPassed;

describe("gatesOf", () => {
  it("passes no gate of which nothing was measured, but those that count what must not be", () => {
    const passed = gatesOf(nothing).filter(({ isPassed }) => isPassed === true);
    expect(passed.map(({ name }) => name)).toEqual(["harmful edits", "injected orders and secrets shown"]);
  });

  it("wants 200 null corpora before it believes that false alarms are rare, and none to see that they are not", () => {
    expect(nullGate(50, 0)).toBeNull();
    expect(nullGate(200, 8)).toBe(true);
    expect(nullGate(200, 12)).toBe(false);
    expect(nullGate(60, 20)).toBe(false);
  });
});
