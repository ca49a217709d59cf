import { compareText } from "../engine/canonical-json";
import type { Edit } from "../engine/edit";
import { citeEvent } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import { memorySupport, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type ComparableUnit, comparableUnit, compareUnits } from "./compare-units";
import { comparableUnits, deletionOf } from "./detect-duplicates";
import { entityVocabulary } from "./entity-vocabulary";
import { conflictingFacts } from "./fact-conflicts";
import { type FactProof, proofsOf } from "./fact-proof";
import { type MemoryFact, memoryFacts } from "./memory-facts";
import { statementConflicts } from "./statement-conflicts";

/**
 * D9, contradictions: one key with two values that cannot both hold. A trusted result later than all writings settles it and the other
 * lines are edited; a word that says one value took the other's place names the survivor; anything else is left to a person.
 */
export function detectContradictions(world: DreamWorld): Finding[] {
  const vocabulary = entityVocabulary(world);
  const units = comparableUnits(world);
  const facts = memoryFacts(world);
  const keyed = conflictingFacts(facts);
  const { values, negations } = statementConflicts(units, vocabulary, new Set(facts.map((fact) => fact.unit)));
  return [
    ...[...keyed, ...values].map((group) => settle(group, world, vocabulary)),
    ...negations.map(([left, right]) => flagNegation(left, right)),
  ];
}

function settle(group: readonly MemoryFact[], world: DreamWorld, vocabulary: ReadonlySet<string>): Finding {
  const proofs = proofsOf(group, world);
  const latest = proofs.at(-1) ?? null;
  const stated = latest ? null : supersedingValue(group);
  const normal = latest?.normal ?? stated;
  const values = [...groupBy(group, ({ value }) => value.normal)].map(([key, facts]) => ({
    key,
    text: facts[0]?.value.text ?? key,
  }));
  const survivor = values.find(({ key }) => key === normal)?.text ?? null;
  const label =
    group.map((fact) => fact.label).sort((left, right) => left.length - right.length || compareText(left, right))[0] ??
    "";
  const edits = latest ? group.flatMap((fact) => repair(fact, group, latest, vocabulary)) : [];
  const seen = proofs.filter((proof) => proof.normal === normal).map(({ session, atMs }) => ({ session, atMs }));
  return {
    detector: "D9",
    kind: "contradiction",
    subject: { key: label, values: values.map(({ text }) => text).sort(compareText), survivor },
    identity: insightIdentity("contradiction", [label.toLowerCase(), values.map(({ key }) => key).sort(compareText)]),
    tier: "exact",
    claim: claimOf(label, values, survivor, latest !== null),
    conditions: [...new Set(group.flatMap((fact) => [...fact.environments]))].map((name) => `environment ${name}`),
    support: { ...(seen.length > 0 ? supportOf(seen, world.sessions) : memorySupport(0)), occurrences: group.length },
    evidence: [
      ...group.map((fact) =>
        citeMemory(
          fact.document,
          fact.line,
          fact.line,
          fact.value.normal === normal || normal === null ? "for" : "against",
        ),
      ),
      ...proofs.map((proof) => citeProof(proof, normal, world)),
    ],
    ...(edits.length > 0
      ? { state: "proposed" as const, droppedReason: null }
      : { state: "flagged" as const, droppedReason: latest ? "the lines must not be edited" : reasonOf(survivor) }),
    edits,
  };
}

function claimOf(
  label: string,
  values: readonly { text: string }[],
  survivor: string | null,
  isProven: boolean,
): string {
  const listed = values
    .map(({ text }) => codeSpan(text))
    .sort(compareText)
    .join(" and ");
  const verdict =
    survivor === null
      ? "nothing proves either"
      : `${codeSpan(survivor)} ${isProven ? "is what a later trusted result shows" : "is said to have taken the other's place"}`;
  return `Memory gives ${label} as ${listed}; ${verdict}.`;
}

function reasonOf(survivor: string | null): string {
  return survivor === null
    ? "no trusted result proves either value"
    : "one value is said to replace the other, which is no proof";
}

function citeProof(proof: FactProof, normal: string | null, world: DreamWorld) {
  const event = proof.call.result ?? proof.call.use;
  const role = proof.normal === normal ? "for" : "against";
  return citeEvent(world.sessions[proof.session]?.id ?? "", event, proof.focus, role);
}

/** The value whose line says that it replaced another, when exactly one does. */
function supersedingValue(group: readonly MemoryFact[]): string | null {
  const superseding = new Set(group.filter(({ value }) => value.supersedes).map(({ value }) => value.normal));
  const [only] = superseding;
  return superseding.size === 1 && only !== undefined ? only : null;
}

/** Puts the proven value in the place of another; a line that would then only repeat its neighbour goes. */
function repair(
  fact: MemoryFact,
  group: readonly MemoryFact[],
  proof: FactProof,
  vocabulary: ReadonlySet<string>,
): Edit[] {
  if (fact.value.normal === proof.normal || fact.document.isLocked) return [];
  const proven = group.find(({ value }) => value.normal === proof.normal);
  if (!proven) return [];
  const line = fact.document.lines[fact.line - 1] ?? "";
  const written = line.slice(fact.column, fact.column + fact.value.text.length);
  if (written !== fact.value.text) return [];
  const { unit } = fact;
  const isAlone = unit !== null && unit.blockEndLine === unit.endLine && unit.startLine === unit.endLine;
  const sameValue = group.filter(
    (other) => other.value.normal === fact.value.normal && other.document === fact.document,
  );
  const isRepeat =
    isAlone &&
    (group.some((other) => other.value.normal === proof.normal && other.place === fact.place) ||
      sameValue.some((other) => other.line < fact.line && other.place === fact.place) ||
      wouldRepeat(fact, proven, group, proof, vocabulary));
  if (isRepeat && unit) return [deletionOf(fact.document, unit)];
  return [
    {
      op: "substitute",
      path: fact.document.path,
      line: fact.line,
      column: fact.column,
      expected: written,
      text: proven.value.text,
    },
  ];
}

/** Whether the line with the proven value in it would say no more than a line that stands. */
function wouldRepeat(
  fact: MemoryFact,
  proven: MemoryFact,
  group: readonly MemoryFact[],
  proof: FactProof,
  vocabulary: ReadonlySet<string>,
): boolean {
  const { unit } = fact;
  if (!unit) return false;
  const text = unit.text.replace(fact.value.text, () => proven.value.text);
  const renewed = comparableUnit(fact.document, { ...unit, text });
  return group.some((other) => {
    if (other.value.normal !== proof.normal || !other.unit) return false;
    const relation = compareUnits(renewed, comparableUnit(other.document, other.unit), vocabulary);
    return relation !== "different" && relation !== "conflicting";
  });
}

function flagNegation(left: ComparableUnit, right: ComparableUnit): Finding {
  const texts = [left.unit.text, right.unit.text].sort(compareText);
  const shared = left.anchors.words.filter((word) => right.anchors.words.includes(word));
  return {
    detector: "D9",
    kind: "contradiction",
    subject: { key: shared.join(" "), values: texts, survivor: null },
    identity: insightIdentity(
      "contradiction",
      texts.map((text) => text.toLowerCase()),
    ),
    tier: "exact",
    claim: `${left.document.path} line ${left.unit.startLine} and ${right.document.path} line ${right.unit.startLine} say the opposite.`,
    conditions: [],
    support: memorySupport(2),
    evidence: [left, right].map(({ document, unit }) => citeMemory(document, unit.startLine, unit.endLine)),
    state: "flagged",
    droppedReason: "no trusted result proves either statement",
    edits: [],
  };
}
