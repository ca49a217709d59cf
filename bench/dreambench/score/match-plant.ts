import type { EngineInput } from "@/lib/dream/engine/engine-input";
import type { EngineOutput, InsightDraft } from "@/lib/dream/engine/engine-output";
import type { Family, LineRef, Plant } from "../generate/plant";

type Of<Kind extends InsightDraft["kind"]> = Extract<InsightDraft, { kind: Kind }>;

const families: Partial<Record<InsightDraft["kind"], Family>> = {
  correction: "F1",
  dead_reference: "F2",
  broken_link: "F2",
  repeated_discovery: "F3",
  temporal_association: "F4",
  co_occurrence: "F5",
  coordination: "F5",
  duplicate: "F6",
  contradiction: "F7",
  staleness: "F8",
  structure: "F9",
  index: "F9",
  outcome_association: "F10",
  workflow: "F12",
};

/** The family that findings of a kind belong to; null for kinds that no family plants. */
export function familyOf(kind: InsightDraft["kind"]): Family | null {
  return families[kind] ?? null;
}

export interface MatchContext {
  input: EngineInput;
  output: EngineOutput;
}

/** Whether a finding says what was planted, by the family's own rule. What state it is in is judged elsewhere. */
export function matchesPlant(plant: Plant, insight: InsightDraft, context: MatchContext): boolean {
  const { key } = plant;
  switch (key.kind) {
    case "correction":
      return (
        insight.kind === key.kind &&
        insight.subject.tool === key.tool &&
        insight.subject.wrong === key.wrong &&
        insight.subject.right === key.right &&
        (insight.state !== "proposed" || addsLineWith(context.output, insight, [key.wrong, key.right]))
      );
    case "dead_reference":
      return insight.kind === key.kind && insight.subject.reference === key.reference;
    case "broken_link":
      return (
        insight.kind === key.kind &&
        insight.subject.path === key.path &&
        insight.subject.target === key.target &&
        insight.subject.replacement === key.replacement
      );
    case "repeated_discovery":
      return (
        insight.kind === key.kind &&
        insight.subject.tool === key.tool &&
        key.words.every((word) => insight.subject.question.includes(word)) &&
        insight.subject.answer.includes(key.answer)
      );
    case "temporal_association":
      return insight.kind === key.kind && isSameLag(insight, key);
    case "co_occurrence":
      return insight.kind === key.kind && isSameSet(insight.subject.members, key.members);
    case "coordination":
      return (
        insight.kind === key.kind &&
        insight.subject.entity === key.entity &&
        isSameSet(
          insight.subject.sessions,
          key.sessionNames.map((name) => `sesn_${name}`),
        )
      );
    case "duplicate":
      return false;
    case "contradiction":
      return insight.kind === key.kind && holdsConflict(insight, key, context.input);
    case "staleness":
      return (
        insight.kind === key.kind &&
        insight.subject.path === key.line.path &&
        lineText(context.input, key.line.path, insight.subject.line) === key.line.text
      );
    case "structure":
      return insight.kind === key.kind && insight.subject.path === key.path;
    case "misfiled":
      return (
        insight.kind === "structure" &&
        memoryLines(insight, context.input).some((line) => nameOf(line) === nameOf(key.line)) &&
        addsLineWith(context.output, insight, [key.line.text], key.home)
      );
    case "index":
      return insight.kind === key.kind;
    case "workflow":
      return (
        insight.kind === key.kind &&
        insight.subject.task === key.task &&
        JSON.stringify(insight.subject.steps) === JSON.stringify(key.steps)
      );
    case "outcome_association":
      return insight.kind === key.kind && key.words.every((word) => insight.subject.feature.includes(word));
  }
}

function isSameLag(
  { subject }: Of<"temporal_association">,
  key: Extract<Plant["key"], { kind: "temporal_association" }>,
): boolean {
  const error = Math.abs(subject.lag_seconds - key.lagSeconds);
  return (
    subject.antecedent === key.antecedent &&
    subject.consequent === key.consequent &&
    error <= Math.max(120, 0.2 * key.lagSeconds)
  );
}

function holdsConflict(
  insight: Of<"contradiction">,
  key: Extract<Plant["key"], { kind: "contradiction" }>,
  input: EngineInput,
): boolean {
  const lines = memoryLines(insight, input);
  const known = new Set(key.lines.map(nameOf));
  return lines.length >= 2 && lines.every((line) => known.has(nameOf(line))) && insight.subject.survivor === key.right;
}

/** The lines of memory that a finding cites. */
export function memoryLines(insight: InsightDraft, input: EngineInput): LineRef[] {
  return insight.evidence.flatMap((item) =>
    item.source === "memory" ? [{ path: item.path, text: lineText(input, item.path, item.lines[0]) ?? "" }] : [],
  );
}

/** The lines that a duplicate finding speaks of: those that go and the one that stays. */
export function duplicateLines({ subject }: Of<"duplicate">, input: EngineInput): LineRef[] {
  const at = (path: string, line: number) => ({ path, text: lineText(input, path, line) ?? "" });
  return [...subject.lines.map(([line]) => at(subject.path, line)), at(subject.kept_path, subject.kept[0])];
}

export function nameOf({ path, text }: LineRef): string {
  return `${path}\0${text}`;
}

function lineText(input: EngineInput, path: string, line: number): string | undefined {
  return input.memories.find((memory) => memory.path === path)?.content.split("\n")[line - 1];
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item) => right.includes(item));
}

function addsLineWith(
  output: EngineOutput,
  insight: InsightDraft,
  words: readonly string[],
  home: string | null = null,
): boolean {
  return output.changes.some(({ path, hunks }) =>
    hunks.some(
      ({ insight_keys, lines }) =>
        (home === null || path === home) &&
        insight_keys.includes(insight.identity) &&
        lines.some(({ op, text }) => op === "+" && words.every((word) => text.includes(word))),
    ),
  );
}
