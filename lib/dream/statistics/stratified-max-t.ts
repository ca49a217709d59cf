import { groupBy } from "../engine/group-by";
import { surrogates } from "./thresholds";

/** One case with its group of comparable cases, whether it failed, and which features it has. */
export interface StratifiedCase {
  stratum: string;
  failed: boolean;
  features: ReadonlySet<string>;
}

export interface FeatureScore {
  feature: string;
  /** Mantel-Haenszel's z over strata: above 0 where failures go with the feature. */
  z: number;
  /** Share of permutations in which any feature was as extreme (max-T). */
  pAdjusted: number;
  /** Cases with and without the feature in strata that have both outcomes. */
  withFeature: { failed: number; total: number };
  without: { failed: number; total: number };
}

/**
 * Tests each feature against failure within strata: outcomes are permuted inside each stratum, so that how hard its cases are explains
 * nothing, and each feature is held against the most extreme of all features in each permutation.
 */
export function stratifiedMaxT(
  cases: readonly StratifiedCase[],
  features: readonly string[],
  random: () => number,
): FeatureScore[] {
  const strata = [...groupBy(comparableCases(cases), ({ stratum }) => stratum).values()];
  if (strata.length === 0 || features.length === 0) return [];
  const outcomes = strata.map((stratum) => stratum.map(({ failed }) => failed));
  const holders = features.map((feature) =>
    strata.map((stratum) => stratum.map(({ features: own }) => own.has(feature))),
  );
  const observed = holders.map((holder) => zOf(holder, outcomes));
  const reached = observed.map(() => 0);
  for (let row = 0; row < surrogates; row++) {
    const shuffled = outcomes.map((own) => shuffle(own, random));
    const largest = holders.reduce((most, holder) => Math.max(most, Math.abs(zOf(holder, shuffled))), 0);
    observed.forEach((z, at) => {
      if (largest >= Math.abs(z) - 1e-9) reached[at] = (reached[at] ?? 0) + 1;
    });
  }
  return features.map((feature, at) => ({
    feature,
    z: observed[at] ?? 0,
    pAdjusted: (1 + (reached[at] ?? 0)) / (surrogates + 1),
    ...sharesOf(strata.flat(), feature),
  }));
}

/** The cases whose stratum holds both outcomes, in their order; other strata say nothing about what makes the difference. */
export function comparableCases<Case extends StratifiedCase>(cases: readonly Case[]): Case[] {
  const strata = groupBy(cases, ({ stratum }) => stratum);
  const hasBoth = (own: readonly Case[]) => own.some(({ failed }) => failed) && own.some(({ failed }) => !failed);
  return cases.filter(({ stratum }) => hasBoth(strata.get(stratum) ?? []));
}

function zOf(holder: readonly (readonly boolean[])[], outcomes: readonly (readonly boolean[])[]): number {
  let [excess, variance] = [0, 0];
  holder.forEach((has, stratum) => {
    const failed = outcomes[stratum] ?? [];
    const total = has.length;
    const holders = has.filter(Boolean).length;
    const failures = failed.filter(Boolean).length;
    const both = has.filter((own, at) => own && failed[at]).length;
    excess += both - (holders * failures) / total;
    variance += (holders * (total - holders) * failures * (total - failures)) / (total ** 2 * Math.max(1, total - 1));
  });
  return variance === 0 ? 0 : excess / Math.sqrt(variance);
}

function shuffle(values: readonly boolean[], random: () => number): boolean[] {
  const shuffled = [...values];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? false, shuffled[at] ?? false];
  }
  return shuffled;
}

/** How many cases failed with and without a feature. */
export function sharesOf(
  cases: readonly StratifiedCase[],
  feature: string,
): Pick<FeatureScore, "withFeature" | "without"> {
  const count = (own: readonly StratifiedCase[]) => ({
    failed: own.filter(({ failed }) => failed).length,
    total: own.length,
  });
  return {
    withFeature: count(cases.filter(({ features }) => features.has(feature))),
    without: count(cases.filter(({ features }) => !features.has(feature))),
  };
}
