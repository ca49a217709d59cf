import { applyLedger } from "../engine/apply-ledger";
import { compareText } from "../engine/canonical-json";
import type { DeleteEdit } from "../engine/edit";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { plural } from "../engine/lesson-line";
import type { MemoryDocument, MemoryUnit } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import type { RemovalCause } from "../engine/removal-cause";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type ComparableUnit, comparableUnit } from "./compare-units";
import { type Copy, duplicateCopies } from "./duplicate-copies";
import { entityVocabulary } from "./entity-vocabulary";
import { findIndexes } from "./memory-index";

/**
 * D8, near duplicates: statements that say the same in other words, or part of what another says. The fullest stands, the others go; no
 * text is written anew.
 */
export function detectDuplicates(world: DreamWorld): Finding[] {
  const findings = known.get(world) ?? findDuplicates(world);
  known.set(world, findings);
  return findings;
}

const known = new WeakMap<DreamWorld, Finding[]>();

/** First lines of the statements that go as duplicates, by path. */
export function droppedLines(world: DreamWorld): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const finding of applyLedger(detectDuplicates(world), world.ledger)) {
    if (finding.kind !== "duplicate" || finding.state !== "proposed") continue;
    const { subject } = finding;
    const own = lines.get(subject.path) ?? new Set();
    for (const [start] of subject.lines) own.add(start);
    lines.set(subject.path, own);
  }
  return lines;
}

function findDuplicates(world: DreamWorld): Finding[] {
  const copies = duplicateCopies(comparableUnits(world), entityVocabulary(world));
  return [
    ...groupBy(copies, ({ unit, kept }) => JSON.stringify([unit.document.path, kept.document.path, kept.unit.text])),
  ]
    .map(([, group]) => toFinding(group))
    .filter((finding) => finding !== null);
}

/** Statements that may be compared: list items and paragraphs of notes. Steps, indexes and what leads into the next block mean something by their place. */
export function comparableUnits(world: DreamWorld): readonly ComparableUnit[] {
  const units = unitsOf.get(world) ?? readUnits(world);
  unitsOf.set(world, units);
  return units;
}

const unitsOf = new WeakMap<DreamWorld, readonly ComparableUnit[]>();

function readUnits(world: DreamWorld): ComparableUnit[] {
  const indexPaths = new Set(findIndexes(world).map(({ document }) => document.path));
  return world.documents.flatMap((document) =>
    indexPaths.has(document.path)
      ? []
      : document.units.filter(isStatement).map((unit) => comparableUnit(document, unit)),
  );
}

function isStatement(unit: MemoryUnit): boolean {
  const isProse = unit.kind === "bullet" || unit.kind === "paragraph";
  return (
    isProse &&
    !unit.isOrdered &&
    !unit.text.endsWith(":") &&
    unit.text.length >= 12 &&
    /\p{L}.*\s.*\p{L}/u.test(withoutLinks(unit.text)) &&
    !isLogEntry(unit)
  );
}

/** What is left of a statement without links and pictures: a line of a table of contents or of badges says nothing of its own. */
function withoutLinks(text: string): string {
  return text.replace(/\[?!?\[[^\]]*\](\([^)]*\)|\[[^\]]*\])\]?(\([^)]*\)|\[[^\]]*\])?/g, " ");
}

/** What was done at some time is a record: two equal records are two events. */
function isLogEntry(unit: MemoryUnit): boolean {
  const isOfVersion = unit.headingPath.some((title) => /^\W*v?\d+\.\d+/i.test(title));
  const isDated = /^\W*(\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2})/.test(unit.text);
  const underDate = [...unit.headingPath, ...unit.parents].some((title) =>
    /\b\d{4}-\d{2}-\d{2}\b|^\W*(mon|tue|wed|thu|fri|sat|sun)/i.test(title),
  );
  return (
    isDated ||
    isOfVersion ||
    (underDate && /^\W*(\p{L}+ed|was|were|did|got|saw|found|ran|took|went|sent)\b/iu.test(unit.text))
  );
}

/** One finding for all that says in one file what another statement says: two of them would have the same identity. */
function toFinding(copies: readonly Copy[]): Finding | null {
  const [first] = copies;
  if (!first) return null;
  const { kept } = first;
  const { document } = first.unit;
  const units = copies.map(({ unit }) => unit).sort((left, right) => left.unit.startLine - right.unit.startLine);
  const keepers = [...new Set(copies.map((copy) => copy.kept))];
  const ranges = units.map(({ unit }): [number, number] => [unit.startLine, unit.endLine]);
  const texts = units.map(({ unit }) => unit.text).sort(compareText);
  return {
    detector: "D8",
    kind: "duplicate",
    subject: {
      path: document.path,
      lines: ranges,
      kept_path: kept.document.path,
      kept: [kept.unit.startLine, kept.unit.endLine],
    },
    identity: insightIdentity("duplicate", [document.path, texts, kept.document.path, kept.unit.text]),
    tier: "exact",
    claim: `${document.path} says ${plural(units.length, "time")} more what ${kept.document.path} says in line ${kept.unit.startLine}.`,
    conditions: [],
    support: memorySupport(units.length + 1),
    evidence: [
      ...keepers.map((keeper) => citeMemory(keeper.document, keeper.unit.startLine, keeper.unit.endLine)),
      ...ranges.map(([start, end]) => citeMemory(document, start, end)),
    ],
    state: "proposed",
    droppedReason: null,
    edits: copies
      .toSorted((left, right) => left.unit.unit.startLine - right.unit.unit.startLine)
      .map((copy) => deletionOf(document, copy.unit.unit, causeOf(copy))),
  };
}

function causeOf({ kept: { document, unit } }: Copy): RemovalCause {
  return { kind: "duplicate_of", path: document.path, lines: [unit.startLine, unit.endLine] };
}

/** Takes a statement away with the blank line that would stand twice. */
export function deletionOf(
  document: MemoryDocument,
  unit: Pick<MemoryUnit, "startLine" | "endLine">,
  cause: RemovalCause,
): DeleteEdit {
  const isBlank = (line: number) => line < 1 || (document.lines[line - 1] ?? "").trim() === "";
  const hasBlankAfter = unit.endLine < document.lines.length && isBlank(unit.endLine + 1);
  const endLine = hasBlankAfter && isBlank(unit.startLine - 1) ? unit.endLine + 1 : unit.endLine;
  return {
    op: "delete",
    path: document.path,
    startLine: unit.startLine,
    expected: document.lines.slice(unit.startLine - 1, endLine),
    cause,
  };
}
