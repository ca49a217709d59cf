import { type Metric, metrics } from "@/examples/sre/metrics";
import type { TalliedDays } from "@/examples/sre/tally";
import { bootstrapMedian, type Interval, medianOf } from "./bootstrap";
import { type Arm, arms, type SeedResult } from "./run-seed";

export type Verdict = "better" | "worse" | "no difference shown" | "describes";

export interface Comparison {
  metric: Metric;
  medians: Record<Arm, number>;
  /** Memory and dream against memory alone, in the same worlds. */
  dream: Judged;
  /** Memory against none. */
  memory: Judged;
  /** The dream against the strange one. */
  strange: Judged;
  /** Memory and dream against memory alone, in the null twins. */
  nullTwin: Judged;
}
type Judged = Interval & { verdict: Verdict };

/** Compares arms world by world: every arm met the same alerts, so differences are taken inside a world. */
export function compareArms(results: readonly SeedResult[]): Comparison[] {
  for (const { seed, arms: byArm, nullTwin } of results) {
    for (const days of [Object.values(byArm), Object.values(nullTwin)]) {
      const ids = days.map(({ alerts }) => alerts.map(({ alertId }) => alertId).join());
      if (new Set(ids).size !== 1) throw new Error(`The arms of seed ${seed} did not meet the same alerts.`);
    }
  }
  return metrics.map((metric) => {
    const of = (arm: Arm) => results.map((result) => metric.of(result.arms[arm]));
    const compare = (pairOf: (result: SeedResult) => readonly [TalliedDays, TalliedDays]): Judged => {
      const pairs = results.map(pairOf);
      const interval = bootstrapMedian(pairs.map(([days, others]) => metric.of(days) - metric.of(others)));
      return { ...interval, verdict: verdictOf(metric, interval) };
    };
    const against = (arm: Arm, other: Arm) => compare(({ arms: byArm }) => [byArm[arm], byArm[other]]);
    const [none = 0, memory = 0, dream = 0, strange = 0] = arms.map((arm) => medianOf(of(arm)));
    return {
      metric,
      medians: { none, memory, dream, "strange-dream": strange },
      memory: against("memory", "none"),
      dream: against("dream", "memory"),
      strange: against("dream", "strange-dream"),
      nullTwin: compare(({ nullTwin }) => [nullTwin.dream, nullTwin.memory]),
    };
  });
}

/** A difference counts only where the whole interval lies on one side of nought. */
export function verdictOf({ better }: Pick<Metric, "better">, { low, high }: Pick<Interval, "low" | "high">): Verdict {
  if (better === null) return "describes";
  if (low <= 0 && high >= 0) return "no difference shown";
  return high < 0 === (better === "less") ? "better" : "worse";
}
