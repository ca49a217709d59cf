import { buildTermModel, cosine } from "@/lib/text/similarity";
import { groupBy } from "../engine/group-by";
import type { Observation } from "./observation";
import { areUnlike } from "./surroundings";
import { commonEntityFloor, commonEntityShare, groupCosine } from "./thresholds";

/**
 * Cases: observations that share a name and agree in their words, or agree much without one. The order of observations decides
 * nothing but the order of cases and of observations in them.
 */
export function groupObservations(observations: readonly Observation[]): Observation[][] {
  const texts = observations.map(({ statement, entities }) => `${statement} ${entities.join(" ")}`);
  const model = buildTermModel(texts);
  const vectors = texts.map((text) => model.vectorize(text));
  const scopes = observations.map(scopeText);
  const keys = tellingKeys(observations);
  const parents = observations.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parents[at] !== undefined && parents[at] !== at) at = parents[at] ?? at;
    return at;
  };
  for (const [right, vector] of vectors.entries()) {
    for (let left = 0; left < right; left++) {
      const isNamed = [...(keys[left] ?? [])].some((key) => keys[right]?.has(key));
      const least = isNamed ? groupCosine.sharedEntity : groupCosine.alone;
      const other = vectors[left];
      if (other === undefined || areUnlike(scopes[left] ?? "", scopes[right] ?? "")) continue;
      if (cosine(other, vector) >= least) parents[rootOf(right)] = rootOf(left);
    }
  }
  const indexed = observations.map((observation, index) => ({ observation, root: rootOf(index) }));
  return [...groupBy(indexed, ({ root }) => String(root)).values()].map((own) =>
    own.map(({ observation }) => observation),
  );
}

/** The text of an observation that may name its environment. */
export function scopeText({ statement, conditions }: Observation): string {
  return [statement, ...conditions].join(" ");
}

/** A name in lower case without its marks. */
export function entityKey(entity: string): string {
  return entity.toLowerCase().replace(/^[`"'(]+|[`"'),.:]+$/g, "");
}

/** The names of each observation, without those that so many share that they tell nothing apart. */
function tellingKeys(observations: readonly Observation[]): ReadonlySet<string>[] {
  const sets = observations.map(({ entities }) => new Set(entities.map(entityKey)));
  const counts = new Map<string, number>();
  for (const set of sets) for (const key of set) counts.set(key, (counts.get(key) ?? 0) + 1);
  const limit = Math.max(commonEntityFloor, observations.length * commonEntityShare);
  return sets.map((set) => new Set([...set].filter((key) => (counts.get(key) ?? 0) <= limit)));
}
