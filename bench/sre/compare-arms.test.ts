import { describe, expect, it } from "vitest";
import { bootstrapMedian, medianOf } from "./bootstrap";
import { compareArms, verdictOf } from "./compare-arms";
import { plotArms } from "./plot-arms";
import { reportTable } from "./report-table";
import { arm, world } from "./testing-worlds";

const worlds = [world(1, [9, 10, 5, 11]), world(2, [9, 12, 6, 11]), world(3, [9, 11, 6, 12])];

describe("comparing arms", () => {
  it("takes differences inside a world, and calls them better only where the whole interval says so", () => {
    const calls = compareArms(worlds).find(({ metric }) => metric.name === "calls");
    expect(calls?.medians).toEqual({ none: 9, memory: 11, dream: 6, "strange-dream": 11 });
    expect(calls?.dream).toMatchObject({ median: -5, verdict: "better" });
    expect(calls?.memory).toMatchObject({ median: 2, verdict: "worse" });
    expect(verdictOf({ better: "less" }, { low: -1, high: 1 })).toBe("no difference shown");
    expect(verdictOf({ better: "more" }, { low: 1, high: 2 })).toBe("better");
    expect(verdictOf({ better: null }, { low: 1, high: 2 })).toBe("describes");
  });

  it("refuses arms that met other alerts", () => {
    const [first] = worlds;
    if (first === undefined) throw new Error("There is a first world.");
    const other = { ...first, arms: { ...first.arms, dream: { ...arm(1), alerts: [] } } };
    expect(() => compareArms([other])).toThrow("did not meet the same alerts");
  });

  it("gives the same interval for the same numbers, around their median", () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(bootstrapMedian(values)).toEqual(bootstrapMedian(values));
    const { low, median, high } = bootstrapMedian(values);
    expect([low <= median, median <= high, median]).toEqual([true, true, 3.5]);
    expect(medianOf([])).toBe(0);
  });
});

describe("the report", () => {
  it("says where the dream adds nothing, and where memory costs more than none", () => {
    const table = reportTable(worlds);
    expect(table).toContain(
      "| tool calls, an alert | 9.0 | 11.0 | 6.0 | 11.0 | -5.0 [-6.0, -5.0] | better | -1.0 [-1.0, -1.0] |",
    );
    expect(table).toMatch(/Memory \+ dream shows no difference from memory in: .*failed commands;/);
    expect(table).toMatch(/Memory alone is worse than none in: minutes to mitigate, an alert; .*tool calls, an alert/);
    expect(table).toContain(
      "3 worlds. The dream proposed the lag rule in 3 of them, and any link between alerts in 0 of their null twins",
    );
  });

  it("is drawn with a bar for each arm and words for those who do not see it", () => {
    const svg = plotArms(worlds);
    expect(svg.match(/<rect /g)).toHaveLength(16);
    expect(svg).toContain('role="img" aria-label="3 simulated worlds');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
