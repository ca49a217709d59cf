import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import { areComparable } from "./fact-value";
import type { MemoryFact } from "./memory-facts";
import { sameKeyFacts } from "./same-key-facts";

const mostValues = 3;
const singleShare = 0.8;

/** Facts about one key that give it different values and cannot all hold. */
export function conflictingFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const keys = factsByKey(facts);
  const kinds = kindsOf(keys);
  const conflicts = keys.flatMap(byQualifier).filter((group) => distinct(group) > 1);
  return conflicts.filter((group) => distinct(group) <= mostValues && !isListed(group) && isFunctional(group, kinds));
}

/** Facts about one key to which memory gives one value only, where keys of that kind have one. */
export function agreeingFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const keys = factsByKey(facts);
  const kinds = kindsOf(keys);
  return keys.filter((group) => distinct(group) === 1 && !isListed(group) && isFunctional(group, kinds));
}

/** Facts of what is, by their key and environments, in an order of their own. */
function factsByKey(facts: readonly MemoryFact[]): MemoryFact[][] {
  const current = facts.filter(({ isHistoric }) => !isHistoric);
  const byHead = groupBy(current, ({ key, environments }) => JSON.stringify([key.head, environments]));
  return [...byHead].sort(([left], [right]) => compareText(left, right)).flatMap(([, group]) => sameKeyFacts(group));
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

/** How many keys tell an attribute, and how many of them with one value. */
interface KeyKind {
  keys: number;
  singleValued: number;
}

interface KeyKinds {
  byAttribute: ReadonlyMap<string, KeyKind>;
  keyOf: ReadonlyMap<MemoryFact, readonly MemoryFact[]>;
}

function kindsOf(keys: readonly (readonly MemoryFact[])[]): KeyKinds {
  const byAttribute = new Map<string, KeyKind>();
  for (const facts of keys) {
    const kind = byAttribute.get(attributeOf(facts)) ?? { keys: 0, singleValued: 0 };
    kind.keys++;
    if (distinct(facts) === 1) kind.singleValued++;
    byAttribute.set(attributeOf(facts), kind);
  }
  return { byAttribute, keyOf: new Map(keys.flatMap((facts) => facts.map((fact) => [fact, facts] as const))) };
}

function attributeOf([first]: readonly MemoryFact[]): string {
  return JSON.stringify([...(first?.key.attribute ?? [])].sort());
}

/** A key is single-valued when it is so for at least four fifths of the other things that have it. */
function isFunctional(group: readonly MemoryFact[], { byAttribute, keyOf }: KeyKinds): boolean {
  const [first] = group;
  const own = first && keyOf.get(first);
  if (!own) return false;
  const kind = byAttribute.get(attributeOf(group)) ?? { keys: 0, singleValued: 0 };
  const isOfKind = attributeOf(own) === attributeOf(group);
  const others = kind.keys - Number(isOfKind);
  const singleValued = kind.singleValued - Number(isOfKind && distinct(own) === 1);
  return others < 2 || singleValued >= others * singleShare;
}
