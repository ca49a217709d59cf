import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import { type MemoryUnit, writtenAtMs } from "../engine/memory-document";
import { candidatePairs } from "./candidate-pairs";
import { type ComparableUnit, compareUnits } from "./compare-units";

/** A statement that goes, and the one that says as much. */
export interface Copy {
  unit: ComparableUnit;
  kept: ComparableUnit;
}

/** Statements that say the same or part of it, directly or by way of others. */
interface Cluster {
  units: readonly ComparableUnit[];
  related: ReadonlyMap<ComparableUnit, readonly ComparableUnit[]>;
}

/** Larger clusters are lists that somebody filled by machine: in them not every statement is held against every other. */
const mostCompared = 40;
/** How many survivors of such a cluster are held against all of it; later ones only against what they were found alike with. */
const mostKeepers = 20;

/** The statements that may go because others say as much. None of those that stand says what another standing one says. */
export function duplicateCopies(all: readonly ComparableUnit[], vocabulary: ReadonlySet<string>): Copy[] {
  const copies = new Map<MemoryUnit, Copy>();
  const gone = new Set<MemoryUnit>();
  let units = all;
  // Pairs that a limit held back may come up among those that are left, and a dream of the result must find nothing more.
  for (let isDone = false; !isDone; ) {
    const before = gone.size;
    const { clusters, isWhole } = relatedStatements(units, vocabulary);
    // A list item whose nested items all go may go itself, so one pass is not enough.
    for (let count = -1; count < gone.size; ) {
      count = gone.size;
      for (const cluster of clusters) {
        for (const copy of settle(cluster, vocabulary, gone))
          if (!copies.has(copy.unit.unit)) copies.set(copy.unit.unit, copy);
      }
    }
    isDone = isWhole || gone.size === before;
    units = units.filter(({ unit }) => !gone.has(unit));
  }
  return [...copies.values()];
}

function relatedStatements(
  units: readonly ComparableUnit[],
  vocabulary: ReadonlySet<string>,
): { clusters: Cluster[]; isWhole: boolean } {
  const { pairs, isWhole } = candidatePairs(units);
  const joined = units.map((_, index) => index);
  const related = new Map<ComparableUnit, ComparableUnit[]>();
  for (const [left, right] of pairs) {
    const [one, other] = [units[left], units[right]];
    if (!one || !other) continue;
    const relation = compareUnits(one, other, vocabulary);
    if (relation === "different" || relation === "conflicting") continue;
    join(joined, left, right);
    relate(related, one, other);
    relate(related, other, one);
  }
  const clusters = [...groupBy(units.entries(), ([index]) => rootOf(joined, index)).values()]
    .filter((cluster) => cluster.length > 1)
    .map((cluster): Cluster => ({ units: cluster.map(([, unit]) => unit), related }));
  return { clusters, isWhole };
}

function relate(related: Map<ComparableUnit, ComparableUnit[]>, one: ComparableUnit, other: ComparableUnit): void {
  const known = related.get(one);
  if (known) known.push(other);
  else related.set(one, [other]);
}

function join(joined: number[], left: number, right: number): void {
  const [a, b] = [rootOf(joined, left), rootOf(joined, right)];
  joined[Math.max(a, b)] = Math.min(a, b);
}

function rootOf(joined: number[], index: number): number {
  let root = index;
  while (joined[root] !== root) root = joined[root] ?? root;
  joined[index] = root;
  return root;
}

function settle({ units, related }: Cluster, vocabulary: ReadonlySet<string>, gone: Set<MemoryUnit>): readonly Copy[] {
  const left = units.filter(({ unit }) => !gone.has(unit));
  return left.length > mostCompared
    ? settleCrowd({ units: left, related }, vocabulary, gone)
    : settleCluster(left, vocabulary, gone);
}

/** Each dropped statement is held against the kept one itself; what only others linked to it is settled apart. */
function settleCluster(
  cluster: readonly ComparableUnit[],
  vocabulary: ReadonlySet<string>,
  gone: Set<MemoryUnit>,
): Copy[] {
  const covered = coverageOf(cluster, vocabulary);
  const kept =
    cluster.length < 2 ? undefined : cluster.toSorted((left, right) => bySurvival(left, right, gone, covered))[0];
  if (!kept) return [];
  const dropped = cluster.filter(
    (unit) => unit !== kept && !nestsOthers(unit, gone) && isCoveredBy(unit, kept, vocabulary),
  );
  const settled = dropped
    .toSorted((left, right) => compareText(left.document.path, right.document.path))
    .map((unit): Copy => ({ unit, kept }));
  for (const { unit, document } of dropped) if (!document.isLocked) gone.add(unit);
  const rest = cluster.filter((unit) => unit !== kept && !dropped.includes(unit));
  return [...settled, ...settleCluster(rest, vocabulary, gone)];
}

/** As `settleCluster`, at a cost that grows with the cluster and not with its square. */
function settleCrowd({ units, related }: Cluster, vocabulary: ReadonlySet<string>, gone: Set<MemoryUnit>): Copy[] {
  const sorted = units.toSorted((left, right) => bySurvival(left, right, gone, new Map()));
  const open = new Set(sorted);
  const copies: Copy[] = [];
  let keepers = 0;
  for (const kept of sorted) {
    if (!open.delete(kept)) continue;
    const others = keepers++ < mostKeepers ? [...open] : (related.get(kept) ?? []).filter((other) => open.has(other));
    for (const unit of others) {
      if (nestsOthers(unit, gone) || !isCoveredBy(unit, kept, vocabulary)) continue;
      open.delete(unit);
      copies.push({ unit, kept });
      if (!unit.document.isLocked) gone.add(unit.unit);
    }
  }
  return copies;
}

function isCoveredBy(unit: ComparableUnit, other: ComparableUnit, vocabulary: ReadonlySet<string>): boolean {
  const relation = compareUnits(unit, other, vocabulary);
  return relation === "duplicate" || relation === "left_in_right";
}

/** How many of the others each statement could stand for: of many rewordings the one in the middle lets most of them go. */
function coverageOf(cluster: readonly ComparableUnit[], vocabulary: ReadonlySet<string>): Map<ComparableUnit, number> {
  if (cluster.length < 3 || cluster.length > mostCompared) return new Map();
  return new Map(
    cluster.map((unit) => [
      unit,
      cluster.filter((other) => other !== unit && isCoveredBy(other, unit, vocabulary)).length,
    ]),
  );
}

/** Whether list items that stay are nested in this one. */
function nestsOthers({ document, unit }: ComparableUnit, gone: ReadonlySet<MemoryUnit>): boolean {
  return (
    unit.blockEndLine > unit.endLine &&
    document.units.some(
      (other) => other.startLine > unit.endLine && other.startLine <= unit.blockEndLine && !gone.has(other),
    )
  );
}

/** What must not be edited stands first, then what nests others, covers most, names most, says most, is newest, and comes first. */
function bySurvival(
  left: ComparableUnit,
  right: ComparableUnit,
  gone: ReadonlySet<MemoryUnit>,
  covered: ReadonlyMap<ComparableUnit, number>,
): number {
  return (
    Number(right.document.isLocked) - Number(left.document.isLocked) ||
    Number(nestsOthers(right, gone)) - Number(nestsOthers(left, gone)) ||
    (covered.get(right) ?? 0) - (covered.get(left) ?? 0) ||
    right.anchors.names.length - left.anchors.names.length ||
    right.anchors.words.length - left.anchors.words.length ||
    (writtenAtMs(right.document, right.unit) ?? 0) - (writtenAtMs(left.document, left.unit) ?? 0) ||
    compareText(left.document.path, right.document.path) ||
    left.unit.startLine - right.unit.startLine
  );
}
