import { metrics } from "@/examples/sre/metrics";
import type { TalliedDays } from "@/examples/sre/tally";
import type { DemoMeasure } from "@/lib/contract/demo";
import type { DemoSetting } from "./demo-setting";

/** What tells the ways of living apart within one world; `npm run demo:measure` prints every measure, over many worlds. */
const shown = ["mitigate", "calls", "errors", "duplicates", "conflicts", "avoided", "misled", "needless"];

/** Days by the name of each measure. */
export function measureDays(days: TalliedDays): Record<string, number> {
  return Object.fromEntries(metrics.map(({ name, of }) => [name, of(days)]));
}

/** The ways beside each other, measure by measure; empty while no days were measured. */
export function compareDays({ none, memory, dream }: DemoSetting["figures"]): DemoMeasure[] {
  if (memory === null) return [];
  return metrics.flatMap(({ name, title, better, digits }) => {
    if (!shown.includes(name)) return [];
    const readOf = (figures: Record<string, number> | null) => figures?.[name] ?? null;
    const values = { without_memory: readOf(none), without_dream: readOf(memory), with_dream: readOf(dream) };
    return [{ name, title, better, digits, ...values }];
  });
}
