import { compareText } from "../engine/canonical-json";
import type { Edit } from "../engine/edit";
import { citeEvent } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import type { RemovalCause } from "../engine/removal-cause";
import { memorySupport, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type ComparableUnit, comparableUnit, compareUnits } from "./compare-units";
import { comparableUnits, deletionOf, droppedLines } from "./detect-duplicates";
import { entityVocabulary } from "./entity-vocabulary";
import { conflictingFacts } from "./fact-conflicts";
import { type FactProof, proofsOf } from "./fact-proof";
import { readFactValue } from "./fact-value";
import { type MemoryFact, memoryFacts } from "./memory-facts";
import { outdatedFacts } from "./outdated-facts";
import { statementConflicts } from "./statement-conflicts";

/**
 * D9, contradictions: one key with two values that cannot both hold. A trusted result later than all writings settles it and the other
 * lines are edited; a word that says one value took the other's place names the survivor; anything else is left to a person. A value
 * without a second in memory is held against what trusted results say later.
 */
export function detectContradictions(world: DreamWorld): Finding[] {
  const vocabulary = entityVocabulary(world);
  const facts = memoryFacts(world);
  const dropped = droppedLines(world);
  const { values, negations } = statementConflicts(
    comparableUnits(world).filter(({ document, unit }) => !dropped.get(document.path)?.has(unit.startLine)),
    vocabulary,
    new Set(facts.map((fact) => fact.unit)),
  );
  return [
    ...settleKeys(facts, world, vocabulary),
    ...values.map((group) => settle(group, world, vocabulary)),
    ...negations.map(([left, right]) => flagNegation(left, right)),
  ];
}

/**
 * Settles keys until nothing new comes up: a key that is settled may be what shows another to be single-valued, and a dream of the result
 * must find nothing more.
 */
function settleKeys(facts: readonly MemoryFact[], world: DreamWorld, vocabulary: ReadonlySet<string>): Finding[] {
  const found = new Map<string, Finding>();
  let current = facts;
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const group of conflictingFacts(current)) {
      const finding = settle(group, world, vocabulary);
      if (found.has(finding.identity)) continue;
      found.set(finding.identity, finding);
      if (finding.state !== "proposed") continue;
      const proven = group.find(({ value }) => value.text === survivorOf(finding))?.value;
      current = current.map((fact) =>
        group.includes(fact) && proven && !fact.document.isLocked ? { ...fact, value: proven } : fact,
      );
      hasChanged = true;
    }
    for (const finding of outdatedFacts(current, world)) {
      if (found.has(finding.identity)) continue;
      found.set(finding.identity, finding);
      if (finding.state !== "proposed") continue;
      current = current.map((fact) => renew(fact, finding));
      hasChanged = true;
    }
  }
  return [...found.values()];
}

/** The fact as it stands once the finding's edits are made. */
function renew(fact: MemoryFact, finding: Finding): MemoryFact {
  const isEdited = finding.edits.some(
    (edit) =>
      edit.op === "substitute" &&
      edit.path === fact.document.path &&
      edit.line === fact.line &&
      edit.column === fact.column,
  );
  const value = isEdited ? readFactValue(survivorOf(finding) ?? "") : null;
  return value === null || value === undefined ? fact : { ...fact, value };
}

function survivorOf(finding: Finding): string | null {
  return finding.kind === "contradiction" ? finding.subject.survivor : null;
}

function settle(group: readonly MemoryFact[], world: DreamWorld, vocabulary: ReadonlySet<string>): Finding {
  const proofs = proofsOf(group, world);
  const latest = proofs.at(-1) ?? null;
  const normal = latest?.normal ?? supersedingValue(group);
  const values = [...groupBy(group, ({ value }) => value.normal)].map(([key, own]) => ({
    key,
    text: own[0]?.value.text ?? key,
  }));
  const survivor = values.find(({ key }) => key === normal)?.text ?? null;
  const labels = group.map((fact) => fact.label);
  const label = labels.sort((left, right) => left.length - right.length || compareText(left, right))[0] ?? "";
  const edits = latest ? repairs(group, latest, vocabulary) : [];
  const seen = proofs.filter((proof) => proof.normal === normal).map(({ session, atMs }) => ({ session, atMs }));
  const roleOf = (key: string) => (key === normal || normal === null ? "for" : "against");
  return {
    detector: "D9",
    kind: "contradiction",
    subject: { key: label, values: values.map(({ text }) => text).sort(compareText), survivor },
    identity: insightIdentity("contradiction", [label.toLowerCase(), values.map(({ key }) => key).sort(compareText)]),
    tier: "exact",
    claim: claimOf(label, values, survivor, latest !== null),
    conditions: [...new Set(group.flatMap((fact) => [...fact.environments]))].map((name) => `environment ${name}`),
    support: { ...supportOf(seen, world.sessions), occurrences: group.length },
    evidence: [
      ...group.map(({ document, line, value }) => citeMemory(document, line, line, roleOf(value.normal))),
      ...proofs.map((proof) => citeProof(proof, normal, world)),
    ],
    state: edits.length > 0 ? "proposed" : "flagged",
    droppedReason: edits.length > 0 ? null : latest ? "the lines must not be edited" : reasonOf(survivor),
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

/**
 * Puts the proven value in the place of the others; a line that would then only repeat one that stands goes. Lines are taken in order,
 * so that of two that become equal the first stands.
 */
function repairs(group: readonly MemoryFact[], proof: FactProof, vocabulary: ReadonlySet<string>): Edit[] {
  const proven = group.find(({ value }) => value.normal === proof.normal);
  if (!proven) return [];
  const standing: StandingFact[] = group
    .filter(({ value }) => value.normal === proof.normal)
    .map((fact) => ({ place: fact.place, unit: fact.unit && comparableUnit(fact.document, fact.unit) }));
  const wrong = group.filter(({ value, document }) => value.normal !== proof.normal && !document.isLocked);
  const event = proof.call.result ?? proof.call.use;
  const cause: RemovalCause = { kind: "contradicted_by", eventId: event.eventId };
  const ordered = wrong.toSorted(
    (left, right) => compareText(left.document.path, right.document.path) || left.line - right.line,
  );
  return ordered.flatMap((fact): Edit[] => {
    const { document, unit, line, column, value } = fact;
    const written = (document.lines[line - 1] ?? "").slice(column, column + value.text.length);
    if (written !== value.text) return [];
    const text = unit?.text.replace(value.text, () => proven.value.text);
    const renewed = unit && text !== undefined ? comparableUnit(document, { ...unit, text }) : null;
    const isAlone = unit !== null && unit.blockEndLine === unit.startLine;
    if (isAlone && standing.some((other) => repeats(fact, renewed, other, vocabulary)))
      return [deletionOf(document, unit, cause)];
    standing.push({ place: fact.place, unit: renewed });
    return [{ op: "substitute", path: document.path, line, column, expected: written, text: proven.value.text, cause }];
  });
}

interface StandingFact {
  place: string;
  unit: ComparableUnit | null;
}

/** Whether a line would say no more than one that stands: beside it in the same list, or a copy elsewhere. */
function repeats(
  fact: MemoryFact,
  renewed: ComparableUnit | null,
  other: StandingFact,
  vocabulary: ReadonlySet<string>,
): boolean {
  if (other.place === fact.place) return true;
  if (!renewed || !other.unit) return false;
  const relation = compareUnits(renewed, other.unit, vocabulary);
  return relation !== "different" && relation !== "conflicting";
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
