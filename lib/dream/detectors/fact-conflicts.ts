import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import { areComparable } from "./fact-value";
import { type MemoryFact, stemWord } from "./memory-facts";
import { sameItems } from "./text-anchors";

const mostValues = 3;
const singleShare = 0.8;

/** Facts about one key that give it different values and cannot all hold. */
export function conflictingFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const current = facts.filter(({ isHistoric }) => !isHistoric);
  const keys = [...groupBy(current, keyOf)]
    .sort(([left], [right]) => compareText(left, right))
    .map(([, group]) => group);
  const conflicts = keys
    .flatMap(bySection)
    .flatMap(byQualifier)
    .filter((group) => distinct(group) > 1);
  return conflicts.filter((group) => distinct(group) <= mostValues && !isListed(group) && isFunctional(group, keys));
}

/**
 * Thing and attribute as one set of stems, because either may stand in the key or in the heading; environments apart. A key that
 * nothing says what it belongs to is the same only in its own section.
 */
function keyOf({ entity, attribute, environments, place }: MemoryFact): string {
  const stems = [...new Set([...entity.map(stemWord), ...attribute])].sort();
  return JSON.stringify([stems, environments, stems.length < 2 ? place : ""]);
}

/** Headings of one file that differ tell two things apart; a file that has no such headings speaks of the same as one that has. */
function bySection(group: readonly MemoryFact[]): MemoryFact[][] {
  const own = groupBy(group, ({ section, attribute, entity }) =>
    JSON.stringify(section.filter((word) => !attribute.includes(stemWord(word)) && !entity.includes(word))),
  );
  const bare = own.get("[]") ?? [];
  const named = [...own].filter(([key]) => key !== "[]").map(([, facts]) => facts);
  if (
    named.length === 1 &&
    named[0] &&
    !named[0].some((fact) => bare.some(({ document }) => document === fact.document))
  ) {
    return [[...named[0], ...bare]];
  }
  return bare.length > 0 ? [bare, ...named] : named;
}

function byQualifier(group: readonly MemoryFact[]): MemoryFact[][] {
  const same = [...groupBy(group, ({ value }) => value.qualifier).values()];
  return same.flatMap((facts) => {
    const clusters: MemoryFact[][] = [];
    for (const fact of facts) {
      const fitting = clusters.find((cluster) => cluster.every(({ value }) => areComparable(value, fact.value)));
      if (fitting) fitting.push(fact);
      else clusters.push([fact]);
    }
    return clusters;
  });
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
      sameItems(facts[0].attribute, first.attribute),
  );
  if (others.length < 2) return true;
  return others.filter((facts) => distinct(facts) === 1).length >= others.length * singleShare;
}
