import type { Hypothesis } from "../engine/hypothesis";
import type { DreamWorld } from "../engine/world";
import { binomialTail } from "../statistics/binomial";
import type { Association } from "../statistics/judge-pair";
import { type LagMatch, matchLags } from "../statistics/match-lags";
import { confirmAlpha, retractOpportunities, retractShare } from "../statistics/thresholds";
import type { HappeningSeries } from "./happening-series";

export interface HypothesisTest {
  hypothesis: Hypothesis;
  /** What later sessions showed, this time. */
  match: Pick<LagMatch, "hits" | "misses">;
}

/**
 * Tests a hypothesis on occurrences that came after all it has seen, told of by sessions that it was not learnt from, in the range of
 * lags fixed at its birth: confirmed when chance would hardly give as many hits, retracted when few of enough occurrences were followed.
 */
export function testHypothesis(
  before: Hypothesis,
  antecedent: HappeningSeries,
  consequent: HappeningSeries,
  world: DreamWorld,
): HypothesisTest {
  const learnt = new Set(before.session_ids);
  const isLater = (place: number) =>
    (antecedent.times[place] ?? 0) > before.tested_until_ms &&
    (antecedent.sessions[place] ?? []).some((session) => !learnt.has(world.sessions[session]?.id ?? ""));
  const range = { fromMs: before.lag_from_ms, toMs: before.lag_to_ms };
  const all = matchLags(antecedent, consequent, range);
  const match = {
    hits: all.hits.filter((hit) => isLater(hit.antecedent)),
    misses: all.misses.filter((place) => isLater(place)),
  };
  const counted = [...match.hits.map((hit) => hit.antecedent), ...match.misses];
  if (counted.length === 0 || before.state === "retracted")
    return { hypothesis: before, match: { hits: [], misses: [] } };
  const hits = before.hits + match.hits.length;
  const opportunities = before.opportunities + counted.length;
  return {
    match,
    hypothesis: {
      ...before,
      hits,
      opportunities,
      tested_until_ms: counted.reduce(
        (latest, place) => Math.max(latest, antecedent.times[place] ?? 0),
        before.tested_until_ms,
      ),
      state: stateOf(before.state, hits, opportunities, before.chance),
    },
  };
}

function stateOf(
  before: Hypothesis["state"],
  hits: number,
  opportunities: number,
  chance: number,
): Hypothesis["state"] {
  if (opportunities >= retractOpportunities && hits / opportunities < retractShare) return "retracted";
  if (before === "supported" && hits > 0 && binomialTail(hits, opportunities, chance) <= confirmAlpha)
    return "confirmed";
  return before;
}

/** The hypothesis that an association becomes when it is first supported. */
export function newHypothesis(identity: string, association: Association, world: DreamWorld): Hypothesis {
  const { antecedent, consequent, range, expected, opportunities } = association;
  const told = [antecedent, consequent].flatMap(({ sessions }) => sessions.flat());
  return {
    identity,
    state: "supported",
    lag_from_ms: Math.round(range.fromMs),
    lag_to_ms: Math.round(range.toMs),
    chance: Math.min(0.5, Math.max(0.001, expected / Math.max(1, opportunities))),
    session_ids: [...new Set(told)].sort((left, right) => left - right).flatMap((at) => world.sessions[at]?.id ?? []),
    tested_until_ms: antecedent.times.at(-1) ?? 0,
    hits: 0,
    opportunities: 0,
  };
}
