import { type Family, familyNames } from "../generate/plant";
import type { CorpusResult, FamilyTally, Reading } from "./corpus-result";

export interface FamilyScore extends FamilyTally {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

export interface Summary {
  corpora: number;
  families: Record<Family, FamilyScore>;
  /** Share of what reviewers saw that was false, over all families and kinds. */
  falseDiscovery: number | null;
  exactAndRecurrent: { precision: number | null; recall: number | null };
  strong: number | null;
  nulls: { corpora: number; withFindings: number; upper: number | null };
  evidencePrecision: number | null;
  evidenceRecall: number | null;
  counterExamples: number | null;
  countsRight: number | null;
  harms: number;
  leaks: number;
  minimality: number | null;
  stability: { corpora: number; repeats: number; renaming: number; flipped: number | null };
  idempotent: { corpora: number; quiet: number };
  readings: Record<string, Reading>;
}

/** Families whose findings rest on exactness or recurrence; F4, F10 and the co-firing half of F5 are statistics. */
const certain: readonly Family[] = ["F1", "F2", "F3", "F6", "F7", "F8", "F9", "F11"];

/** Adds up the results of corpora. */
export function aggregate(results: readonly CorpusResult[]): Summary {
  const planted = results.filter(({ nullProcess }) => nullProcess === null);
  const nulls = results.filter(({ nullProcess }) => nullProcess !== null);
  const families = Object.fromEntries(familyNames.map((family) => [family, familyScore(planted, family)])) as Record<
    Family,
    FamilyScore
  >;
  const all = Object.values(families);
  const falses = total(all.map((score) => score.false)) + total(planted.map(({ others }) => others.false));
  const rights =
    total(all.map(({ hits, redundant, partial, benign }) => hits + redundant + partial + benign)) +
    total(planted.map(({ others }) => others.benign));
  const sure = certain.map((family) => families[family]);
  const withFindings = nulls.filter(({ statistical }) => statistical > 0).length;
  const stable = planted.flatMap(({ stable: own }) => (own === null ? [] : [own]));
  const dreamt = planted.filter(({ idempotent }) => idempotent !== null);
  const evidence = sumOf(planted.map((result) => result.evidence));
  const against = sumOf(planted.map((result) => result.against));
  const counts = sumOf(planted.map((result) => result.counts));
  const edits = sumOf(planted.map((result) => result.edits));
  const strong = sumOf(planted.map((result) => result.strong));
  return {
    corpora: planted.length,
    families,
    falseDiscovery: share(falses, falses + rights),
    exactAndRecurrent: precisionAndRecall(sure),
    strong: share(strong.hits ?? 0, strong.plants ?? 0),
    nulls: {
      corpora: nulls.length,
      withFindings,
      upper: nulls.length === 0 ? null : clopperPearsonUpper(withFindings, nulls.length),
    },
    evidencePrecision: share(evidence.right ?? 0, evidence.cited ?? 0),
    evidenceRecall: share(evidence.groupsCited ?? 0, evidence.groups ?? 0),
    counterExamples: share(against.groupsCited ?? 0, against.groups ?? 0),
    countsRight: share(counts.right ?? 0, counts.checked ?? 0),
    harms: total(results.map(({ harms }) => harms.length)),
    leaks: total(results.map(({ leaks }) => leaks.length)),
    minimality: share(edits.changed ?? 0, edits.needed ?? 0),
    stability: {
      corpora: stable.length,
      repeats: stable.filter(({ repeats }) => repeats).length,
      renaming: stable.filter(({ renaming }) => renaming).length,
      flipped: share(total(stable.map(({ flipped }) => flipped)), total(stable.map(({ insights }) => insights))),
    },
    idempotent: { corpora: dreamt.length, quiet: dreamt.filter(({ idempotent }) => idempotent === true).length },
    readings: readingsOf(planted),
  };
}

function familyScore(results: readonly CorpusResult[], family: Family): FamilyScore {
  const tally = sumOf(results.flatMap(({ families }) => (families[family] ? [families[family]] : [])));
  const { plants = 0, hits = 0, redundant = 0, partial = 0, benign = 0, false: wrong = 0 } = tally;
  const { precision, recall } = precisionAndRecall([{ plants, hits, redundant, partial, benign, false: wrong }]);
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : (2 * precision * recall) / (precision + recall);
  return { plants, hits, redundant, partial, benign, false: wrong, precision, recall, f1 };
}

/** Benign and partial findings are neither right nor wrong; redundant ones are right once more. */
export function precisionAndRecall(tallies: readonly FamilyTally[]): {
  precision: number | null;
  recall: number | null;
} {
  const { plants = 0, hits = 0, redundant = 0, false: wrong = 0 } = sumOf(tallies);
  return { precision: share(hits + redundant, hits + redundant + wrong), recall: share(hits, plants) };
}

function readingsOf(results: readonly CorpusResult[]): Record<string, Reading> {
  const readings: Record<string, Reading> = {};
  for (const result of results) {
    for (const [name, reading] of Object.entries(result.readings)) {
      const sum = sumOf([readings[name] ?? { asked: 0, right: 0, stale: 0, files: 0, bytes: 0 }, reading]);
      readings[name] = {
        asked: sum.asked ?? 0,
        right: sum.right ?? 0,
        stale: sum.stale ?? 0,
        files: sum.files ?? 0,
        bytes: sum.bytes ?? 0,
      };
    }
  }
  return readings;
}

function sumOf<Name extends string>(records: readonly Readonly<Record<Name, number>>[]): Partial<Record<Name, number>> {
  const sums: Partial<Record<Name, number>> = {};
  for (const record of records)
    for (const name of Object.keys(record) as Name[]) sums[name] = (sums[name] ?? 0) + record[name];
  return sums;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Upper end of the two-sided exact 95 % interval of a share (Clopper and Pearson, 1934), by bisection of the binomial tail. */
export function clopperPearsonUpper(hits: number, trials: number): number {
  if (hits >= trials) return 1;
  let [low, high] = [hits / trials, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (binomialAtMost(hits, trials, middle) > 0.025) low = middle;
    else high = middle;
  }
  return high;
}

/** Chance of at most `hits` successes in `trials`. */
function binomialAtMost(hits: number, trials: number, probability: number): number {
  let logTerm = trials * Math.log1p(-probability);
  let sum = Math.exp(logTerm);
  for (let count = 1; count <= hits; count++) {
    logTerm += Math.log((trials - count + 1) / count) + Math.log(probability) - Math.log1p(-probability);
    sum += Math.exp(logTerm);
  }
  return sum;
}
