import { familyNames } from "../generate/plant";
import type { Summary } from "./aggregate";
import type { CorpusResult } from "./corpus-result";
import { gatesOf } from "./gates";

const familyTitles: Record<(typeof familyNames)[number], string> = {
  F1: "wrong → right",
  F2: "dead reference, broken link",
  F3: "repeated discovery",
  F4: "lag association",
  F5: "co-fire, duplicate work",
  F6: "duplicate lines",
  F7: "contradiction",
  F8: "staleness",
  F9: "structure, index, misfiled",
  F10: "outcome",
  F11: "safety",
  F12: "workflow",
};

/** The tables of a run, in Markdown. */
export function printTables(summary: Summary): string {
  return [familyTable(summary), preciseTable(summary), gateTable(summary), readingTable(summary)].join("\n\n");
}

function familyTable({ families }: Summary): string {
  const rows = familyNames
    .filter((family) => families[family].plants + families[family].false + families[family].benign > 0)
    .map((family) => {
      const { plants, hits, redundant, partial, benign, precision, recall, f1, false: wrong } = families[family];
      const cells = [plants, hits, redundant, partial, benign, wrong, number(precision), number(recall), number(f1)];
      return `| ${family} ${familyTitles[family]} | ${cells.join(" | ")} |`;
    });
  return [
    "| family | planted | found | redundant | in part | benign | false | precision | recall | F1 |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

function preciseTable(summary: Summary): string {
  return [
    "| measure | value |",
    "| --- | ---: |",
    `| corpora | ${summary.corpora} |`,
    `| false discoveries, overall | ${number(summary.falseDiscovery)} |`,
    `| evidence recall | ${number(summary.evidenceRecall)} |`,
    `| counter-examples recalled | ${number(summary.counterExamples)} |`,
    `| changed lines per needed line | ${number(summary.minimality)} |`,
  ].join("\n");
}

function gateTable(summary: Summary): string {
  const words = { true: "met", false: "missed", null: "not measured" } as const;
  return [
    "| release gate | wanted | measured | |",
    "| --- | --- | --- | --- |",
    ...gatesOf(summary).map(
      ({ name, wanted, measured, isPassed }) => `| ${name} | ${wanted} | ${measured} | ${words[`${isPassed}`]} |`,
    ),
  ].join("\n");
}

function readingTable({ readings }: Summary): string {
  const rows = Object.entries(readings).map(([name, { asked, right, stale, files, bytes }]) => {
    const cells = [
      asked,
      number(right / asked),
      number(stale / asked),
      number(files / asked),
      Math.round(bytes / asked),
    ];
    return `| ${name} | ${cells.join(" | ")} |`;
  });
  return [
    "| a later reader, store | questions | right | stale | files read | bytes read |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

/** Every fault of a run, one line each, so that it can be looked at. */
export function printFaults(results: readonly CorpusResult[]): string {
  return results
    .flatMap(({ pack, seed, sessions, faults, harms, leaks }) => [
      ...faults.map(
        ({ family, kind, what, detail }) => `${pack} ${seed} S=${sessions} ${family} ${kind}: ${what} | ${detail}`,
      ),
      ...harms.map((harm) => `${pack} ${seed} S=${sessions} harm: ${harm}`),
      ...leaks.map((leak) => `${pack} ${seed} S=${sessions} leak: ${leak}`),
    ])
    .join("\n");
}

export function number(value: number | null): string {
  return value === null || Number.isNaN(value) ? "–" : value.toFixed(3).replace(/\.?0+$/, "");
}
