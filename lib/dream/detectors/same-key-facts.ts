import { stemWord } from "./fact-key";
import type { MemoryFact } from "./memory-facts";
import { sameItems } from "./text-anchors";

/**
 * Groups of facts whose keys are one, pair by pair; the first group that takes a fact has it. All facts have one head, which their keys hold. Only the groups
 * whose first fact can fit are tried: two keys are one only when the place of each says what the other key says more, so a group is found
 * by the stems of its first fact.
 */
export function sameKeyFacts(facts: readonly MemoryFact[]): MemoryFact[][] {
  const clusters: MemoryFact[][] = [];
  const index = new ClusterIndex();
  for (const fact of facts) {
    const at = index
      .candidates(fact)
      .find((candidate) => clusters[candidate]?.every((other) => isSameKey(fact, other)));
    if (at !== undefined) {
      clusters[at]?.push(fact);
    } else {
      index.add(fact, clusters.length);
      clusters.push([fact]);
    }
  }
  return clusters;
}

/** Numbers of groups by what their first fact says. */
class ClusterIndex {
  /** By each stem of key or place. */
  private readonly bySaid = new Map<string, number[]>();
  /** By each stem of the key. */
  private readonly byKeyStem = new Map<string, number[]>();
  /** By each stem of the place. */
  private readonly byScopeStem = new Map<string, number[]>();
  /** By all stems of the key. */
  private readonly byKey = new Map<string, number[]>();
  /** Of keys without an identifier, by all stems of key and place: their places must agree, or one of them have none. */
  private readonly byKeyAndPlace = new Map<string, number[]>();
  private readonly namedByKey = new Map<string, number[]>();

  add(first: MemoryFact, number: number): void {
    const { key, scope } = first;
    const stems = JSON.stringify(key.stems);
    for (const stem of new Set([...key.stems, ...scope.stems])) push(this.bySaid, stem, number);
    for (const stem of key.stems) push(this.byKeyStem, stem, number);
    for (const stem of scope.stems) push(this.byScopeStem, stem, number);
    push(this.byKey, stems, number);
    if (key.isNamed) push(this.namedByKey, stems, number);
    else push(this.byKeyAndPlace, stems + placeOf(first), number);
  }

  /** In rising order: a superset of the groups whose first fact has the same key. */
  candidates(fact: MemoryFact): readonly number[] {
    const sayAll = fact.key.stems.map((stem) => this.bySaid.get(stem) ?? []);
    const fewest = sayAll.reduce((least, list) => (list.length < least.length ? list : least), sayAll[0] ?? []);
    if (fewest.length <= fewToTry) return fewest;
    const related = [...this.withSameStems(fact), ...this.withOtherStems(fact)];
    return related.length < fewest.length ? [...new Set(related)].sort((left, right) => left - right) : fewest;
  }

  private withSameStems(fact: MemoryFact): readonly number[] {
    const stems = JSON.stringify(fact.key.stems);
    const place = placeOf(fact);
    if (fact.key.isNamed || place === noPlace) return this.byKey.get(stems) ?? [];
    return [
      this.namedByKey.get(stems),
      this.byKeyAndPlace.get(stems + place),
      this.byKeyAndPlace.get(stems + noPlace),
    ].flatMap((list) => list ?? []);
  }

  /** Where one key says more, the place of the other says it. */
  private withOtherStems({ key, scope }: MemoryFact): number[] {
    return [
      ...key.stems.filter((stem) => stem !== key.head).flatMap((stem) => this.byScopeStem.get(stem) ?? []),
      ...scope.stems.filter((stem) => stem !== key.head).flatMap((stem) => this.byKeyStem.get(stem) ?? []),
    ];
  }
}

const fewToTry = 8;
const noPlace = "[]";

function push(lists: Map<string, number[]>, key: string, number: number): void {
  const list = lists.get(key);
  if (list) list.push(number);
  else lists.set(key, [number]);
}

function placeOf({ key, scope }: MemoryFact): string {
  return JSON.stringify(missingFrom(scope.stems, key.stems).sort());
}

/**
 * Whether two keys are one. What one key says more, the place of the other must say. Then an identifier settles it; without one the
 * places must not tell two things apart, and a bare head ("owner") needs places that agree.
 */
export function isSameKey(left: MemoryFact, right: MemoryFact): boolean {
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
