import { describe, expect, it } from "vitest";
import { elsewhere } from "./harborline";
import { type Alert, at, dayOf, dreamMinute, makeWorld, momentOf, type World } from "./world";

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const early = ({ alerts }: World, name: string): Alert[] =>
  alerts.filter((alert) => alert.name === name && alert.minute < dreamMinute);

describe("the simulated world", () => {
  it("is the same for the same seed and another for another", () => {
    expect(makeWorld({ seed: 3 })).toEqual(makeWorld({ seed: 3 }));
    expect(makeWorld({ seed: 3 })).not.toEqual(makeWorld({ seed: 4 }));
  });

  it.each(seeds)("with seed %i tells the chain seven times of eight, and one effect more than it caused", (seed) => {
    const world = makeWorld({ seed });
    const effects = early(world, "PaymentsLatencyP99");
    expect(early(world, "LedgerCPUHigh")).toHaveLength(8);
    expect(effects.filter(({ causedBy }) => causedBy !== null)).toHaveLength(7);
    expect(effects.filter(({ causedBy }) => causedBy === null)).toHaveLength(1);
    for (const { minute, causedBy } of effects) {
      if (causedBy !== null) expect(Math.abs(minute - Number(causedBy) - 12)).toBeLessThanOrEqual(3);
    }
    for (const symptom of early(world, "CheckoutErrorRate")) {
      const effect = effects.find(({ trouble }) => trouble?.id === symptom.trouble?.id);
      expect(symptom.minute - (effect?.minute ?? 0)).toBeLessThan(2);
    }
  });

  it.each(seeds)("with seed %i has the beats of the story at their times", (seed) => {
    const minutes = (name: string) => early(makeWorld({ seed }), name).map(({ minute }) => minute);
    expect(minutes("LedgerCPUHigh")).toContain(at(1, 2, 10));
    expect(minutes("PaymentsLatencyP99")).toContain(at(4, 2, 15));
    expect(minutes("CheckoutErrorRate")).toContain(at(4, 2, 15) + 80 / 60);
    expect(minutes("SearchDiskFilling").slice(0, 2)).toEqual([at(3, 10, 4), at(3, 16, 20)]);
    expect(makeWorld({ seed }).deploys).toContainEqual({
      minute: at(5, 9, 0),
      service: "search-svc",
      change: "PR #412",
    });
  });

  it("has a null twin with as many alerts, whose effects come whenever they like", () => {
    const [real, twin] = [makeWorld({ seed: 1 }), makeWorld({ seed: 1, isNull: true })];
    for (const name of ["LedgerCPUHigh", "PaymentsLatencyP99", "CheckoutErrorRate"]) {
      expect(early(twin, name)).toHaveLength(early(real, name).length);
    }
    expect(twin.alerts.every(({ causedBy }) => causedBy === null)).toBe(true);
  });

  it("has distractors of the office hours and of the clock", () => {
    const { alerts } = makeWorld({ seed: 2 });
    const hours = (name: string) => alerts.filter((alert) => alert.name === name).map(({ minute }) => momentOf(minute));
    for (const moment of hours("InventoryQueueDepth")) expect([9, 10]).toContain(moment.getUTCHours());
    for (const moment of hours("NotifyHeartbeatMissing")) expect(moment.getUTCMinutes()).toBe(12);
  });

  it("has another company with other truths", () => {
    const { alerts } = makeWorld({ seed: 1, company: elsewhere });
    expect(alerts.some(({ name }) => name === "PaymentsLatencyP99")).toBe(false);
    expect(alerts.filter(({ name, minute }) => name === "ReplicaLag" && dayOf(minute) <= 5)).toHaveLength(8);
  });
});
