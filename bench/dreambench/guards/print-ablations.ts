import type { Summary } from "../score/aggregate";
import { number } from "../score/print-tables";
import type { Ablation } from "./ablations";

interface AblationRow {
  ablation: Ablation;
  before: Summary;
  after: Summary;
}

/** What each guard is worth: the false findings, harms and leaks that come when it goes. */
export function printAblations(rows: readonly AblationRow[]): string {
  return [
    "| guard | families | precision with → without | recall with → without | false | nulls with a finding | harmful edits | leaks | |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map(({ ablation, before, after }) => {
      const [one, other] = [measuresOf(before, ablation), measuresOf(after, ablation)];
      const cells = [
        ablation.guard,
        ablation.families.join(", "),
        `${number(one.precision)} → ${number(other.precision)}`,
        `${number(one.recall)} → ${number(other.recall)}`,
        `${one.false} → ${other.false}`,
        before.nulls.corpora === 0
          ? ""
          : `${before.nulls.withFindings} → ${after.nulls.withFindings} of ${after.nulls.corpora}`,
        `${before.harms} → ${after.harms}`,
        `${before.leaks} → ${after.leaks}`,
        isWorse(one, other) || isMoreHarmful(before, after) ? "needed" : "no difference",
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
  return (
    after.harms > before.harms || after.leaks > before.leaks || after.nulls.withFindings > before.nulls.withFindings
  );
}
