import { lnGamma } from "./binomial";

/**
 * The probability of at least `hits` successes among `drawn` cases when `successes` of `total` cases succeed and chance alone decides which
 * are drawn: Fisher's exact test, one-sided.
 */
export function fisherTail(hits: number, drawn: number, successes: number, total: number): number {
  const most = Math.min(drawn, successes);
  let tail = 0;
  for (let drawnHits = Math.max(hits, drawn + successes - total, 0); drawnHits <= most; drawnHits++)
    tail += Math.exp(
      lnWays(successes, drawnHits) + lnWays(total - successes, drawn - drawnHits) - lnWays(total, drawn),
    );
  return Math.min(1, tail);
}

/** Natural logarithm of the number of ways to choose some of several. */
function lnWays(all: number, chosen: number): number {
  return lnGamma(all + 1) - lnGamma(chosen + 1) - lnGamma(all - chosen + 1);
}
