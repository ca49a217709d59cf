import { findPairs } from "./find-pairs";
import { type Association, judgePair } from "./judge-pair";
import { seededRandom } from "./seeded-random";
import type { Series } from "./series";
import { minuteMs } from "./thresholds";

/**
 * Finds which happenings follow which, D6 of the detectors: pairs that no chance among all pairs and windows explains, each judged by gates
 * and guards, without those that others explain. The same series and seed give the same associations.
 */
export function findAssociations(series: readonly Series[], seed: string): Association[] {
  const judged = findPairs(series, seed)
    .filter(({ pAdjusted }) => pAdjusted <= worthMention)
    .map((pair) => judgePair(pair, seededRandom(`${seed}\n${pair.antecedent.type}\n${pair.consequent.type}`)));
  const kept = judged.filter((association) => !isMirror(association, judged));
  const supported = kept.filter(({ verdict }) => verdict.state === "supported");
  return kept.map((association) => {
    const via = supported.includes(association) ? mediatorOf(association, supported) : null;
    return via === null
      ? association
      : { ...association, verdict: { state: "refused", reason: `explained by way of ${via}` } };
  });
}

/** Pairs that chance explains better are not worth a word. */
const worthMention = 0.2;

/** Two that happen together are one pair: the one whose antecedent is first by time, else by name, stands. */
function isMirror(association: Association, all: readonly Association[]): boolean {
  if (!association.isTogether) return false;
  return all.some(
    (other) =>
      other.isTogether &&
      other.antecedent === association.consequent &&
      other.consequent === association.antecedent &&
      (rankOf(other) > rankOf(association) ||
        (rankOf(other) === rankOf(association) && other.antecedent.type < association.antecedent.type)),
  );
}

function rankOf({ verdict, lag }: Association): number {
  return (verdict.state === "supported" ? 2 : 0) + (lag.medianMs >= 0 ? 1 : 0);
}

/** A type B by way of which A leads to C: A to B and B to C are supported, their lags add up, and C came through B. */
function mediatorOf(
  { antecedent, consequent, lag, match }: Association,
  supported: readonly Association[],
): string | null {
  for (const first of supported) {
    if (first.antecedent !== antecedent || first.consequent === consequent) continue;
    const second = supported.find(
      (other) =>
        (other.antecedent === first.consequent && other.consequent === consequent) ||
        (other.isTogether && other.consequent === first.consequent && other.antecedent === consequent),
    );
    if (!second || first.lag.medianMs >= lag.medianMs) continue;
    const through = second.consequent === consequent ? second.lag.medianMs : -second.lag.medianMs;
    const spread = Math.max(2 * minuteMs, 0.2 * lag.medianMs);
    if (Math.abs(first.lag.medianMs + through - lag.medianMs) > spread) continue;
    const viaB = new Set(first.match.hits.map((hit) => hit.antecedent));
    const shared = match.hits.filter((hit) => viaB.has(hit.antecedent));
    if (shared.length >= 0.7 * match.hits.length) return first.consequent.type;
  }
  return null;
}
