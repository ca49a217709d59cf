import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import { stemWord } from "./fact-key";
import { areComparable } from "./fact-value";
import type { MemoryFact } from "./memory-facts";
import { sameItems } from "./text-anchors";

const mostValues = 3;
const singleShare = 0.8;

/** Facts about one key that give it different values and cannot all hold. */
export function conflictingFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const keys = factsByKey(facts);
  const conflicts = keys.flatMap(byQualifier).filter((group) => distinct(group) > 1);
  return conflicts.filter((group) => distinct(group) <= mostValues && !isListed(group) && isFunctional(group, keys));
}

/** Facts about one key to which memory gives one value only, where keys of that kind have one. */
export function agreeingFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const keys = factsByKey(facts);
  return keys.filter((group) => distinct(group) === 1 && !isListed(group) && isFunctional(group, keys));
}

/** Facts of what is, by their key and environments, in an order of their own. */
function factsByKey(facts: readonly MemoryFact[]): MemoryFact[][] {
  const current = facts.filter(({ isHistoric }) => !isHistoric);
  const byHead = groupBy(current, ({ key, environments }) => JSON.stringify([key.head, environments]));
  return [...byHead]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, group]) => clustersOf(group, isSameKey));
}

/** Groups in which every fact fits every other; the first group that takes a fact has it. */
function clustersOf(
  facts: readonly MemoryFact[],
  fits: (left: MemoryFact, right: MemoryFact) => boolean,
): MemoryFact[][] {
  const clusters: MemoryFact[][] = [];
  for (const fact of facts) {
    const cluster = clusters.find((others) => others.every((other) => fits(fact, other)));
    if (cluster) cluster.push(fact);
    else clusters.push([fact]);
  }
  return clusters;
}

/**
 * Whether two keys are one. What one key says more, the place of the other must say. Then an identifier settles it; without one the
 * places must not tell two things apart, and a bare head ("owner") needs places that agree.
 */
function isSameKey(left: MemoryFact, right: MemoryFact): boolean {
  const onlyLeft = missingFrom(left.key.stems, right.key.stems);
  const onlyRight = missingFrom(right.key.stems, left.key.stems);
  if (missingFrom(onlyLeft, right.scope.stems).length > 0 || missingFrom(onlyRight, left.scope.stems).length > 0)
    return false;
  const said = [...left.key.stems, ...right.key.stems];
  const leftPlace = missingFrom(left.scope.stems, said);
  const rightPlace = missingFrom(right.scope.stems, said);
  const arePlacesEqual = sameItems(leftPlace, rightPlace);
  const areBothPlaced = leftPlace.length > 0 && rightPlace.length > 0;
  if (left.document === right.document && areBothPlaced && !arePlacesEqual) return false;
  const namesMore = (place: MemoryFact) => missingFrom(place.scope.entity.map(stemWord), said).length > 0;
  if ((onlyLeft.length > 0 && namesMore(right)) || (onlyRight.length > 0 && namesMore(left))) return false;
  if (left.key.isNamed || right.key.isNamed || onlyLeft.length > 0 || onlyRight.length > 0) return true;
  if (said.length > 2) return arePlacesEqual || !areBothPlaced;
  return arePlacesEqual && (leftPlace.length > 0 || left.place === right.place);
}

function missingFrom(stems: readonly string[], others: readonly string[]): string[] {
  return stems.filter((stem) => !others.includes(stem));
}

function byQualifier(group: readonly MemoryFact[]): MemoryFact[][] {
  return [...groupBy(group, ({ value }) => value.qualifier).values()].flatMap((facts) =>
    clustersOf(facts, (left, right) => areComparable(left.value, right.value)),
  );
}

function distinct(facts: readonly MemoryFact[]): number {
  return new Set(facts.map(({ value }) => value.normal)).size;
}

/** Values that stand right below each other, or under a key in the plural, are members of a list. */
function isListed(group: readonly MemoryFact[]): boolean {
  const isText = group.every(({ value }) => value.type === "name" || value.type === "word");
  const isPlural = group.some(
    ({ label }) =>
      /[^su]s$/i.test(label.trim()) &&
      !/(address|status|alias|https?|dns|tls|class|access|process)$/i.test(label.trim()),
  );
  const areNeighbours = group.some((fact) =>
    group.some(
      (other) =>
        other.place === fact.place && other.position === fact.position + 1 && other.value.normal !== fact.value.normal,
    ),
  );
  return isText && (isPlural || areNeighbours);
}

/** A key is single-valued when it is so for at least four fifths of the other things that have it. */
function isFunctional(group: readonly MemoryFact[], keys: readonly (readonly MemoryFact[])[]): boolean {
  const [first] = group;
  if (!first) return false;
  const others = keys.filter(
    (facts) =>
      facts[0] !== undefined &&
      !facts.some((fact) => group.includes(fact)) &&
      sameItems(facts[0].key.attribute, first.key.attribute),
  );
  if (others.length < 2) return true;
  return others.filter((facts) => distinct(facts) === 1).length >= others.length * singleShare;
}
