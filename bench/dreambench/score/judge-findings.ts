import type { EngineOutput, InsightDraft } from "@/lib/dream/engine/engine-output";
import type { Corpus } from "../generate/generate-corpus";
import { eventIdOf } from "../generate/import-corpus";
import type { Family, Plant } from "../generate/plant";
import type { Verdict } from "./corpus-result";
import { duplicateLines, familyOf, matchesPlant, memoryLines, nameOf } from "./match-plant";

export interface JudgedFinding {
  insight: InsightDraft;
  /** Of the plant where there is one, else of the kind. */
  family: Family | null;
  verdict: Verdict;
  plant: Plant | null;
}

/**
 * Holds what reviewers would see against the oracle. Matching is greedy and one to one: of two findings of one plant the second is
 * redundant. What is true of the world without being planted is benign; the rest is false.
 */
export function judgeFindings(corpus: Corpus, output: EngineOutput): JudgedFinding[] {
  const shown = output.insights.filter(({ state }) => state === "proposed" || state === "flagged");
  const taken = new Set<Plant>();
  const clusters = duplicateVerdicts(corpus, shown);
  return shown.map((insight) => {
    const family = familyOf(insight.kind);
    const cluster = clusters.get(insight);
    if (cluster) return { insight, family, ...cluster };
    const plant = corpus.truth.plants.find((candidate) =>
      matchesPlant(candidate, insight, { input: corpus.input, output }),
    );
    if (!plant) return { insight, family, verdict: isTrue(corpus, insight) ? "benign" : "false", plant: null };
    const own = { insight, family: plant.family, plant };
    if (!isRightState(plant, insight)) return { ...own, verdict: insight.state === "flagged" ? "partial" : "false" };
    // An index is kept entry by entry, each a finding of its own.
    const verdict = !taken.has(plant) ? "hit" : insight.kind === "index" ? "benign" : "redundant";
    taken.add(plant);
    return { ...own, verdict };
  });
}

function isRightState(plant: Plant, insight: InsightDraft): boolean {
  return insight.state === (plant.expected === "edit" ? "proposed" : "flagged");
}

/** Several findings may settle one cluster of copies, file by file: together they must name all its lines and no other. */
function duplicateVerdicts(
  corpus: Corpus,
  shown: readonly InsightDraft[],
): Map<InsightDraft, Pick<JudgedFinding, "verdict" | "plant">> {
  const verdicts = new Map<InsightDraft, Pick<JudgedFinding, "verdict" | "plant">>();
  const findings = shown.flatMap((insight) =>
    insight.kind === "duplicate"
      ? [{ insight, lines: duplicateLines(insight, corpus.input).map(nameOf), isTaken: false }]
      : [],
  );
  for (const plant of corpus.truth.plants) {
    if (plant.key.kind !== "duplicate") continue;
    const cluster = new Set(plant.key.lines.map(nameOf));
    const own = findings.filter(({ lines }) => lines.every((line) => cluster.has(line)));
    const named = new Set(own.flatMap(({ lines }) => lines));
    for (const [index, finding] of own.entries()) {
      finding.isTaken = true;
      const verdict = named.size < cluster.size ? "partial" : index === 0 ? "hit" : "redundant";
      verdicts.set(finding.insight, { verdict, plant });
    }
  }
  for (const { insight, isTaken } of findings) if (!isTaken) verdicts.set(insight, { verdict: "false", plant: null });
  return verdicts;
}

/** Whether the world bears out a finding that nobody planted. */
function isTrue(corpus: Corpus, insight: InsightDraft): boolean {
  const text = JSON.stringify(insight.subject);
  const isKnown = corpus.truth.truths.some(
    ({ kind, words }) => kind === insight.kind && words.every((word) => text.includes(word)),
  );
  if (isKnown) return true;
  switch (insight.kind) {
    case "error_pattern":
      return citedCalls(corpus, insight).some(({ failed }) => failed);
    case "repeated_discovery":
      return hasStableAnswer(corpus, insight);
    case "contradiction":
      return isPartOfPlant(corpus, insight) || (insight.state === "flagged" && speaksOfTruth(corpus, insight));
    case "index":
      return true;
    case "staleness":
      return insight.state === "flagged";
    default:
      return false;
  }
}

/** Part of a planted contradiction, with the value that holds. */
function isPartOfPlant(corpus: Corpus, insight: Extract<InsightDraft, { kind: "contradiction" }>): boolean {
  const lines = memoryLines(insight, corpus.input).map(nameOf);
  return corpus.truth.plants.some(({ key }) => {
    if (key.kind !== "contradiction" || key.right !== insight.subject.survivor) return false;
    const known = new Set(key.lines.map(nameOf));
    return lines.length > 0 && lines.every((line) => known.has(line));
  });
}

/** A flag about lines that a known truth is about: twins that do contradict each other. */
function speaksOfTruth(corpus: Corpus, insight: InsightDraft): boolean {
  const lines = memoryLines(insight, corpus.input);
  return corpus.truth.truths.some(
    ({ kind, words }) =>
      kind === insight.kind &&
      lines.length > 0 &&
      lines.every(({ text }) => words.every((word) => text.includes(word))),
  );
}

function citedCalls(corpus: Corpus, insight: InsightDraft) {
  const cited = new Set(insight.evidence.flatMap((item) => (item.source === "event" ? [item.event_id] : [])));
  return [...corpus.truth.places].flatMap(([step, { use, result }]) =>
    step.kind === "call" && (cited.has(use) || (result !== null && cited.has(result))) ? [step] : [],
  );
}

/** Whether the calls that a finding cites were all asked alike and answered alike, in at least three sessions. */
function hasStableAnswer(corpus: Corpus, insight: InsightDraft): boolean {
  const calls = citedCalls(corpus, insight);
  const [first] = calls;
  if (!first) return false;
  const question = JSON.stringify([first.tool, first.input]);
  const same = [...corpus.truth.places].flatMap(([step, { sessionId }]) =>
    step.kind === "call" && JSON.stringify([step.tool, step.input]) === question ? [{ step, sessionId }] : [],
  );
  const answers = new Set(same.map(({ step }) => step.result));
  return answers.size === 1 && new Set(same.map(({ sessionId }) => sessionId)).size >= 3;
}

/** The ids of the events that a plant lets a finding cite, group by group. */
export function eventGroups(corpus: Corpus, groups: Plant["evidence"]): ReadonlySet<string>[] {
  return groups.map(
    (group) => new Set(group.map((ref) => eventIdOf(corpus.truth.places, ref)).filter((id) => id !== null)),
  );
}
