import { bootstrapMedian, type Interval, medianOf } from "./bootstrap";
import { type Metric, metrics } from "./metrics";
import { type Arm, arms, type SeedResult } from "./run-seed";

export type Verdict = "better" | "worse" | "no difference shown" | "describes";

export interface Comparison {
  metric: Metric;
  medians: Record<Arm, number>;
  /** Memory and dream against memory alone, in the same worlds. */
  dream: Interval & { verdict: Verdict };
  /** Memory against none. */
  memory: Interval & { verdict: Verdict };
  /** The dream against the strange one. */
  strange: Interval & { verdict: Verdict };
}

/** Compares arms world by world: every arm met the same alerts, so differences are taken inside a world. */
export function compareArms(results: readonly SeedResult[]): Comparison[] {
  for (const { seed, arms: byArm } of results) {
    const ids = arms.map((arm) => byArm[arm].alerts.map(({ alertId }) => alertId).join());
    if (new Set(ids).size !== 1) throw new Error(`The arms of seed ${seed} did not meet the same alerts.`);
  }
  return metrics.map((metric) => {
    const of = (arm: Arm) => results.map((result) => metric.of(result.arms[arm]));
    const against = (arm: Arm, other: Arm) => {
      const others = of(other);
      const interval = bootstrapMedian(of(arm).map((value, index) => value - (others[index] ?? 0)));
      return { ...interval, verdict: verdictOf(metric, interval) };
    };
    const [none = 0, memory = 0, dream = 0, strange = 0] = arms.map((arm) => medianOf(of(arm)));
    return {
      metric,
      medians: { none, memory, dream, "strange-dream": strange },
      memory: against("memory", "none"),
      dream: against("dream", "memory"),
      strange: against("dream", "strange-dream"),
    };
  });
}

/** A difference counts only where the whole interval lies on one side of nought. */
export function verdictOf({ better }: Pick<Metric, "better">, { low, high }: Pick<Interval, "low" | "high">): Verdict {
  if (better === null) return "describes";
  if (low <= 0 && high >= 0) return "no difference shown";
  return high < 0 === (better === "less") ? "better" : "worse";
}
