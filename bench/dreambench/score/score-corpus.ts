import type { EngineInput } from "@/lib/dream/engine/engine-input";
import type { EngineOutput } from "@/lib/dream/engine/engine-output";
import type { Corpus } from "../generate/generate-corpus";
import { familyNames, type Plant } from "../generate/plant";
import { applySelection } from "./apply-selection";
import type { CorpusResult, FamilyTally, Fault } from "./corpus-result";
import { eventGroups, type JudgedFinding, judgeFindings } from "./judge-findings";
import { duplicateLines, memoryLines, nameOf } from "./match-plant";
import { harmsOf, leaksOf } from "./measure-harm";

/** What runs a dream: the engine of the checkout, or one with a guard taken out. */
export type Engine = (input: EngineInput) => Promise<EngineOutput>;

export type Scores = Omit<CorpusResult, "stable" | "idempotent" | "readings" | "milliseconds" | "without">;

/** Holds one output against the oracle of its corpus. */
export function scoreOutput(corpus: Corpus, output: EngineOutput): Scores {
  const judged = judgeFindings(corpus, output);
  const hits = judged.filter(({ verdict }) => verdict === "hit");
  const found = new Set(hits.map(({ plant }) => plant));
  const { plants } = corpus.truth;
  const others = judged.filter(({ family }) => family === null);
  const isStrong = ({ key }: Plant) => key.kind === "temporal_association" && key.tier === "strong";
  return {
    type: "corpus",
    seed: corpus.wish.seed,
    pack: corpus.wish.pack.name,
    sessions: corpus.input.sessions.length,
    events: corpus.input.sessions.reduce((sum, { events }) => sum + events.length, 0),
    nullProcess: corpus.wish.nullProcess ?? null,
    families: tallies(corpus, judged),
    others: { benign: count(others, "benign"), false: count(others, "false") },
    statistical: judged.filter(({ insight }) => insight.tier === "statistical" && insight.state === "proposed").length,
    strong: {
      plants: plants.filter(isStrong).length,
      hits: plants.filter((plant) => isStrong(plant) && found.has(plant)).length,
    },
    evidence: sum(
      { cited: 0, right: 0, groups: 0, groupsCited: 0 },
      hits.map((finding) => evidenceOf(corpus, finding)),
    ),
    against: sum(
      { groups: 0, groupsCited: 0 },
      hits.map((finding) => againstOf(corpus, finding)),
    ),
    counts: sum({ checked: 0, right: 0 }, hits.map(countsOf)),
    harms: harmsOf(
      corpus,
      applySelection(corpus.input, output, () => true),
    ),
    leaks: leaksOf(corpus, output),
    edits: sum(
      { changed: 0, needed: 0 },
      hits.map((finding) => editsOf(output, finding, judged)),
    ),
    faults: faultsOf(corpus, judged, found),
  };
}

function count(judged: readonly JudgedFinding[], verdict: JudgedFinding["verdict"]): number {
  return judged.filter((finding) => finding.verdict === verdict).length;
}

function tallies(corpus: Corpus, judged: readonly JudgedFinding[]): Record<string, FamilyTally> {
  const entries = familyNames.map((family) => {
    const own = judged.filter((finding) => finding.family === family);
    const tally: FamilyTally = {
      plants: corpus.truth.plants.filter((plant) => plant.family === family).length,
      hits: count(own, "hit"),
      redundant: count(own, "redundant"),
      partial: count(own, "partial"),
      benign: count(own, "benign"),
      false: count(own, "false"),
    };
    return [family, tally] as const;
  });
  return Object.fromEntries(entries);
}

/** Adds up records of numbers, beginning with zeroes. */
function sum<Name extends string>(zero: Record<Name, number>, records: readonly Record<Name, number>[]) {
  const total = { ...zero };
  for (const record of records) for (const name of Object.keys(zero) as Name[]) total[name] += record[name];
  return total;
}

function evidenceOf(corpus: Corpus, { insight, plant }: JudgedFinding) {
  const cited = insight.evidence.flatMap((item) => (item.source === "event" ? [item.event_id] : []));
  const groups = plant ? eventGroups(corpus, plant.evidence) : [];
  const allowed = plant ? eventGroups(corpus, [...plant.evidence, ...plant.against]) : [];
  const lines =
    insight.kind === "duplicate" ? duplicateLines(insight, corpus.input) : memoryLines(insight, corpus.input);
  const known = plant && "lines" in plant.key ? new Set(plant.key.lines.map(nameOf)) : null;
  const rightLines = known ? lines.filter((line) => known.has(nameOf(line))).length : 0;
  return {
    cited: cited.length + (known ? lines.length : 0),
    right: cited.filter((id) => allowed.some((group) => group.has(id))).length + rightLines,
    groups: groups.length,
    groupsCited: groups.filter((group) => cited.some((id) => group.has(id))).length,
  };
}

function againstOf(corpus: Corpus, { insight, plant }: JudgedFinding) {
  const cited = insight.evidence.flatMap((item) =>
    item.source === "event" && item.role === "against" ? [item.event_id] : [],
  );
  const groups = plant ? eventGroups(corpus, plant.against) : [];
  return { groups: groups.length, groupsCited: groups.filter((group) => cited.some((id) => group.has(id))).length };
}

function countsOf({ insight, plant }: JudgedFinding) {
  const stated = insight.support;
  const wanted = Object.entries(plant?.counts ?? {}) as [keyof Plant["counts"], number][];
  return { checked: wanted.length, right: wanted.filter(([name, value]) => stated[name] === value).length };
}

/** Lines that the edits of a plant's findings change, where the smallest edit is known. */
function editsOf(output: EngineOutput, { plant }: JudgedFinding, judged: readonly JudgedFinding[]) {
  const needed = plant?.neededLines ?? null;
  if (needed === null) return { changed: 0, needed: 0 };
  const keys = new Set(judged.filter((other) => other.plant === plant).map(({ insight }) => insight.identity));
  const hunks = output.changes
    .flatMap((change) => change.hunks)
    .filter(({ insight_keys }) => insight_keys.length > 0 && insight_keys.every((key) => keys.has(key)));
  const changed = hunks.flatMap(({ lines }) => lines.filter(({ op, text }) => op !== " " && text.trim() !== "")).length;
  return { changed, needed };
}

function faultsOf(corpus: Corpus, judged: readonly JudgedFinding[], found: ReadonlySet<Plant | null>): Fault[] {
  const missed = corpus.truth.plants
    .filter((plant) => !found.has(plant))
    .map((plant): Fault => {
      const near = judged.find((finding) => finding.plant === plant);
      const detail = near
        ? `${near.insight.state}: ${near.insight.claim}${leftOf(corpus, plant, judged)}`
        : "nothing was said";
      return { family: plant.family, kind: "missed", what: JSON.stringify(plant.key), detail };
    });
  const wrong = judged
    .filter(({ verdict }) => verdict === "false")
    .map(({ insight, family }): Fault => {
      const text = JSON.stringify([insight.claim, insight.subject]);
      const trap = corpus.truth.traps.find(({ words }) => words.some((word) => word !== "" && text.includes(word)));
      return {
        family: family ?? "F11",
        kind: "false",
        what: `${insight.detector} ${insight.kind} ${insight.state}: ${insight.claim}`,
        detail: trap ? `trap: ${trap.name}` : "no trap: the oracle knows nothing of it",
      };
    });
  const imprecise = judged
    .filter(({ verdict }) => verdict === "hit")
    .flatMap((finding) => impreciseIn(corpus, finding));
  return [...missed, ...wrong, ...imprecise];
}

/** The copies that no finding of a cluster names. */
function leftOf(corpus: Corpus, plant: Plant, judged: readonly JudgedFinding[]): string {
  if (plant.key.kind !== "duplicate") return "";
  const named = new Set(
    judged.flatMap(({ insight, plant: own }) =>
      own === plant && insight.kind === "duplicate" ? duplicateLines(insight, corpus.input).map(nameOf) : [],
    ),
  );
  return plant.key.lines
    .filter((line) => !named.has(nameOf(line)))
    .map(({ text }) => `; left: ${text}`)
    .join("");
}

/** Wrong counts and wrong citations of a finding that is right otherwise. */
function impreciseIn(corpus: Corpus, finding: JudgedFinding): Fault[] {
  const { insight, plant } = finding;
  if (!plant) return [];
  const shared = { family: plant.family, what: `${insight.detector}: ${insight.claim}` };
  const wrongCounts = Object.entries(plant.counts).filter(
    ([name, value]) => insight.support[name as keyof Plant["counts"]] !== value,
  );
  const { cited, right, groups, groupsCited } = evidenceOf(corpus, finding);
  return [
    ...wrongCounts.map(([name, value]): Fault => {
      const stated = insight.support[name as keyof Plant["counts"]];
      return { ...shared, kind: "count", detail: `${name} is ${value}, stated as ${stated}` };
    }),
    ...(right < cited || groupsCited < groups
      ? [
          {
            ...shared,
            kind: "evidence" as const,
            detail: `${right} of ${cited} cited are right, ${groupsCited} of ${groups} are there`,
          },
        ]
      : []),
  ];
}
