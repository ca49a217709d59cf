import type { Interval } from "./bootstrap";
import { type Comparison, compareArms, type Verdict } from "./compare-arms";
import type { SeedResult } from "./run-seed";

/** The table of the README, in its own words: medians of the worlds, and what the dream adds to memory alone. */
export function reportTable(results: readonly SeedResult[]): string {
  const comparisons = compareArms(results);
  const isLink = (kind: string) => kind === "temporal_association" || kind === "co_occurrence";
  const falseLinks = results.filter(({ proposedOfNull }) => proposedOfNull.some(isLink)).length;
  const linked = results.filter(({ proposed }) => proposed.includes("temporal_association")).length;
  return [
    "| days 6–10, median of the worlds | no memory | memory | memory + dream | memory + another world's dream | dream − memory [95 %] | | the same in the null twins |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...comparisons.map(rowOf),
    "",
    `${results.length} worlds. The dream proposed the lag rule in ${linked} of them, and any link between alerts in ${falseLinks} of their null twins, where nothing follows anything.`,
    ...remarks(comparisons),
  ].join("\n");
}

function rowOf({ metric, medians, dream, nullTwin }: Comparison): string {
  const number = (value: number) => value.toFixed(metric.digits);
  const values = [medians.none, medians.memory, medians.dream, medians["strange-dream"]].map(number);
  const [own, twin] = [dream, nullTwin].map((interval) => intervalWords(interval, metric.digits));
  return `| ${metric.title} | ${values.join(" | ")} | ${own} | ${wordsFor(dream.verdict)} | ${twin} |`;
}

function intervalWords({ median, low, high }: Interval, digits: number): string {
  const signed = (value: number) => `${value > 0 ? "+" : ""}${value.toFixed(digits)}`;
  return `${signed(median)} [${signed(low)}, ${signed(high)}]`;
}

function wordsFor(verdict: Verdict): string {
  return verdict === "describes"
    ? ""
    : verdict === "better"
      ? "better"
      : verdict === "worse"
        ? "**worse**"
        : "no difference shown";
}

/** Where the dream does not help, or a strange one does no harm, it is said. */
function remarks(comparisons: readonly Comparison[]): string[] {
  const named = (verdict: Verdict, of: "memory" | "dream" | "strange" | "nullTwin") =>
    comparisons.filter((comparison) => comparison[of].verdict === verdict).map(({ metric }) => metric.title);
  const lines = [
    sentence("Memory alone is worse than none in", named("worse", "memory")),
    sentence("Memory + dream is worse than memory in", named("worse", "dream")),
    sentence("Memory + dream shows no difference from memory in", named("no difference shown", "dream")),
    sentence("In the null twins memory + dream is worse than memory in", named("worse", "nullTwin")),
    sentence("Another world's dream does better than the own one in", named("worse", "strange")),
    sentence("Another world's dream shows no difference from the own one in", named("no difference shown", "strange")),
  ];
  return lines.flatMap((line) => line ?? []);
}

function sentence(start: string, titles: readonly string[]): string | null {
  return titles.length === 0 ? null : `${start}: ${titles.join("; ")}.`;
}
