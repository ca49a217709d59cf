import { type MemoryUnit, writtenAtMs } from "../engine/memory-document";
import { candidatePairs } from "./candidate-pairs";
import { type ComparableUnit, compareUnits } from "./compare-units";
import { splitName } from "./entity-vocabulary";
import { stemWord } from "./fact-key";
import { areComparable, type FactValue, readFactValue } from "./fact-value";
import { isHistoricUnit, type MemoryFact } from "./memory-facts";
import { sameItems, surplus } from "./text-anchors";

export interface StatementConflicts {
  /** Statements that differ in one amount, as facts about what they have in common. */
  values: MemoryFact[][];
  /** Statements that differ in nothing but a negation. */
  negations: [ComparableUnit, ComparableUnit][];
}

/**
 * Statements that are alike as text and still exclude each other: the pairs that must not be merged as duplicates. Only amounts count as
 * values here: two names that differ in one place are mostly two things.
 */
export function statementConflicts(
  units: readonly ComparableUnit[],
  vocabulary: ReadonlySet<string>,
  readAsFacts: ReadonlySet<MemoryUnit | null>,
): StatementConflicts {
  const values = new Map<string, Map<MemoryUnit | null, MemoryFact>>();
  const negations: [ComparableUnit, ComparableUnit][] = [];
  const historic = new Set(units.filter(({ unit }) => isHistoricUnit(unit)));
  for (const [leftAt, rightAt] of candidatePairs(units).pairs) {
    const [left, right] = [units[leftAt], units[rightAt]];
    if (!left || !right || historic.has(left) || historic.has(right)) continue;
    if (compareUnits(left, right, vocabulary) !== "conflicting") continue;
    if (isOnlyNegated(left, right, vocabulary)) negations.push([left, right]);
    else if (!readAsFacts.has(left.unit) || !readAsFacts.has(right.unit)) addAmounts(values, left, right);
  }
  return { values: [...values.values()].map((group) => [...group.values()]), negations };
}

function isOnlyNegated(left: ComparableUnit, right: ComparableUnit, vocabulary: ReadonlySet<string>): boolean {
  const [one, other] = [left.anchors, right.anchors];
  if (!sameItems(one.names, other.names) || !sameItems(one.environments, other.environments)) return false;
  if (Math.abs(one.negations.length - other.negations.length) !== 1) return false;
  const onlyLeft = surplus(one.words, other.words);
  const onlyRight = surplus(other.words, one.words);
  return onlyLeft.length + onlyRight.length <= 4 && ![...onlyLeft, ...onlyRight].some((word) => vocabulary.has(word));
}

function addAmounts(
  groups: Map<string, Map<MemoryUnit | null, MemoryFact>>,
  left: ComparableUnit,
  right: ComparableUnit,
): void {
  const [one, other] = [left.anchors, right.anchors];
  if (!sameItems(one.negations, other.negations) || !sameItems(one.environments, other.environments)) return;
  const [leftName, ...moreLeft] = surplus(one.names, other.names);
  const [rightName, ...moreRight] = surplus(other.names, one.names);
  if (leftName === undefined || rightName === undefined || moreLeft.length + moreRight.length > 0) return;
  if (surplus(one.words, other.words).length > 3 || surplus(other.words, one.words).length > 3) return;
  const [leftFact, rightFact] = [amountFact(left, leftName), amountFact(right, rightName)];
  if (!leftFact || !rightFact || !areComparable(leftFact.value, rightFact.value)) return;
  if (leftFact.value.normal === rightFact.value.normal) return;
  const key = leftFact.label;
  const group = groups.get(key) ?? groups.get(rightFact.label) ?? new Map<MemoryUnit | null, MemoryFact>();
  for (const fact of [leftFact, rightFact]) if (!group.has(fact.unit)) group.set(fact.unit, fact);
  groups.set(key, group);
}

/** The amount as a fact; an amount that numbers a thing ("shard 2 is …") is a name. */
function amountFact({ document, unit, anchors }: ComparableUnit, name: string): MemoryFact | null {
  const line = document.lines[unit.startLine - 1] ?? "";
  const at = line.toLowerCase().indexOf(name);
  if (unit.startLine !== unit.endLine || at === -1 || !/^[~≈]?[-+]?\d/.test(name)) return null;
  const before = line.slice(0, at).trimEnd();
  const after = line.slice(at + name.length);
  const isAmount =
    /(\b(is|are|at|after|every|within|of|to|than|for|takes?|about|by|under|over|in|least|most|wait|only|costs?|limit|up)|[=:<>≤≥~])$/i.test(
      before,
    ) ||
    /^\s?(%|ms|s|sec|min|h|d|kb|mb|gb|tb)?\b\s?(milliseconds?|seconds?|minutes?|hours?|days?|weeks?|times|retries|attempts|replicas|requests|connections|percent|workers|nodes|shards|rows|items|bytes)\b/i.test(
      after,
    ) ||
    /[a-z%]$/i.test(name);
  const isNumbering = /^\s*(is|are|has|have|was|runs?|does|can|must)\b/i.test(after) && !/[a-z%]$/i.test(name);
  const value: FactValue | null = readFactValue(line.slice(at, at + name.length));
  if (!isAmount || isNumbering || !value || (value.type !== "number" && value.type !== "time")) return null;
  const label = anchors.plain.replace(new RegExp(escapeForPattern(name), "i"), "…").replace(/[.\s]+$/, "");
  const words = splitName(anchors.plain).filter((word) => word.length > 3 && !/\d/.test(word));
  const told = [...new Set(words.map(stemWord))];
  return {
    document,
    unit,
    line: unit.startLine,
    column: at,
    value: { ...value, qualifier: "" },
    key: { stems: told, head: "", isNamed: false, entity: [], attribute: told },
    scope: { stems: [], entity: [], label: "" },
    entity: anchors.names.filter((other) => other !== name && /\p{L}/u.test(other)).flatMap(splitName),
    environments: anchors.environments,
    label,
    isHistoric: false,
    writtenAtMs: writtenAtMs(document, unit),
    place: `${document.path}\0${unit.startLine}`,
    position: unit.startLine,
  };
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
