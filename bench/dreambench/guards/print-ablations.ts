import type { Summary } from "../score/aggregate";
import { number } from "../score/print-tables";
import type { Ablation } from "./ablations";

interface AblationRow {
  ablation: Ablation;
  before: Summary;
  after: Summary;
  /** In how many of the worlds that a guard against false links is for the engine saw one, with and without it. */
  falseLinks: { worlds: number; before: number; after: number } | null;
}

/** What each guard is worth: the false findings, harms and leaks that come when it goes. */
export function printAblations(rows: readonly AblationRow[]): string {
  return [
    "| guard | families | precision with → without | recall with → without | false | worlds with a false link | harmful edits | leaks | |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map(({ ablation, before, after, falseLinks }) => {
      const [one, other] = [measuresOf(before, ablation), measuresOf(after, ablation)];
      const cells = [
        ablation.guard,
        ablation.families.join(", "),
        `${number(one.precision)} → ${number(other.precision)}`,
        `${number(one.recall)} → ${number(other.recall)}`,
        `${one.false} → ${other.false}`,
        falseLinks ? `${falseLinks.before} → ${falseLinks.after} of ${falseLinks.worlds} ${ablation.against}` : "",
        `${before.harms} → ${after.harms}`,
        `${before.leaks} → ${after.leaks}`,
        verdictOn(ablation, isWorse(one, other) || isMoreHarmful(before, after) || hasMoreFalseLinks(falseLinks)),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}

interface Measures {
  precision: number | null;
  recall: number | null;
  false: number;
}

function measuresOf(summary: Summary, { families }: Ablation): Measures {
  const scores = Object.values(summary.families);
  const sum = (name: "plants" | "hits" | "redundant" | "false") => scores.reduce((all, score) => all + score[name], 0);
  const planted = families.reduce((all, family) => all + summary.families[family].plants, 0);
  const right = sum("hits") + sum("redundant");
  return {
    precision: right + sum("false") === 0 ? null : right / (right + sum("false")),
    recall: planted === 0 ? null : sum("hits") / planted,
    false: sum("false"),
  };
}

function isWorse(one: Measures, other: Measures): boolean {
  return other.false > one.false || (other.recall ?? 0) < (one.recall ?? 0);
}

function isMoreHarmful(before: Summary, after: Summary): boolean {
  return after.harms > before.harms || after.leaks > before.leaks;
}

function hasMoreFalseLinks(falseLinks: AblationRow["falseLinks"]): boolean {
  return falseLinks !== null && falseLinks.after > falseLinks.before;
}

function verdictOn({ heldBy }: Ablation, isNeeded: boolean): string {
  if (isNeeded) return "needed";
  return heldBy ? `no difference here; "${heldBy.test}" fails` : "no difference";
}
