import { binomialTail } from "./binomial";
import { clockShare } from "./clock-surrogates";
import type { WindowCount } from "./count-followers";
import type { PairCount } from "./find-pairs";
import { lagWindows } from "./lag-windows";
import { type LagMatch, type LagRange, lagInterval, matchLags, medianOf } from "./match-lags";
import { alignedPeriod, isClockwork, ownPeriod } from "./regularity";
import type { Series } from "./series";
import {
  alpha,
  cofireMs,
  dayMs,
  leastDays,
  leastHits,
  leastLift,
  leastSessions,
  leastShare,
  minuteMs,
  orderAlpha,
} from "./thresholds";

export type Verdict =
  | { state: "supported" }
  /** Under a gate: too little as yet. */
  | { state: "weak"; reason: string }
  /** Explained by something else. */
  | { state: "refused"; reason: string };

/** An ordered pair with what its lags say. */
export interface Association {
  antecedent: Series;
  consequent: Series;
  /** Whether the two are one incident rather than one a warning of the other. */
  isTogether: boolean;
  /** Lags that count as a hit; fixed from here on for tests on later sessions. */
  range: LagRange;
  match: LagMatch;
  occurrences: number;
  opportunities: number;
  /** Hits that chance gives. */
  expected: number;
  pAdjusted: number;
  lag: ReturnType<typeof lagInterval>;
  verdict: Verdict;
}

/** Judges one pair by the gates and guards of the statistical tier. */
export function judgePair(pair: PairCount, random: () => number): Association {
  const { antecedent, consequent } = pair;
  const chosen = widestNearBest(pair);
  const { offsetMs, widthMs, scale } = windowOf(chosen);
  const counted = matchLags(antecedent, consequent, { fromMs: offsetMs, toMs: offsetMs + widthMs });
  const core = wholeRange(counted, { fromMs: offsetMs, toMs: offsetMs + widthMs });
  const longestMs = Math.max(...counted.hits.map(({ lagMs }) => lagMs), 0);
  const matchIn = (range: LagRange) => matchLags(antecedent, consequent, range, Math.min(range.toMs, longestMs));
  const gated = matchIn(core);
  const range = scale === "together" ? core : withLateFollowers(antecedent, consequent, core, gated);
  const match = matchIn(range);
  const lag = lagInterval(match.hits.map(({ lagMs }) => lagMs));
  const opportunities = match.hits.length + match.misses.length;
  const association = {
    antecedent,
    consequent,
    isTogether: scale === "together" || Math.abs(lag.medianMs) < cofireMs,
    range,
    match,
    occurrences: match.hits.length,
    opportunities,
    expected: (chosen.expected * (range.toMs - range.fromMs)) / widthMs,
    pAdjusted: pair.pAdjusted,
    lag,
  };
  const expected = (chosen.expected * (core.toMs - core.fromMs)) / widthMs;
  const weakness = weaknessOf(pair, gated, Math.max(chosen.expected, expected));
  if (weakness !== null) return { ...association, verdict: { state: "weak", reason: weakness } };
  const refusal = refusalOf(association, random);
  return {
    ...association,
    verdict: refusal === null ? { state: "supported" } : { state: "refused", reason: refusal },
  };
}

function windowOf({ window }: WindowCount) {
  return lagWindows[window] ?? { offsetMs: 0, widthMs: 0, scale: "minutes" as const };
}

/** The widest window within one sigma of the best: the best alone is too narrow for lags that vary. */
function widestNearBest({ windows, best }: PairCount): WindowCount {
  const scale = windowOf(best).scale;
  let widest = best;
  for (const window of windows) {
    if (window.z < best.z - 1 || windowOf(window).scale !== scale) continue;
    const wider = windowOf(window).widthMs - windowOf(widest).widthMs;
    const better = wider || window.hits - widest.hits || window.z - widest.z || widest.window - window.window;
    if (better > 0) widest = window;
  }
  return widest;
}

/**
 * The range with room for hits that the edges of a window cut off. A few minutes more hold hardly a chance hit, as followers are rare, but
 * with few hits the spread is known badly, and a lag cut off would be counted as a miss and as a follower by itself.
 */
function wholeRange({ hits }: LagMatch, window: LagRange): LagRange {
  const lags = hits.map(({ lagMs }) => lagMs).sort((left, right) => left - right);
  const medianMs = medianOf(lags);
  const deviations = lags.map((lagMs) => Math.abs(lagMs - medianMs)).sort((left, right) => left - right);
  const spreadMs = 1.4826 * medianOf(deviations);
  const widestMs = Math.max(window.toMs - window.fromMs, 12 * minuteMs);
  const reachMs = Math.min(Math.max(5 * spreadMs, 3 * minuteMs), widestMs);
  const fromMs = Math.min(window.fromMs, medianMs - reachMs);
  return {
    fromMs: window.fromMs >= 0 ? Math.max(0, fromMs) : window.fromMs,
    toMs: Math.max(window.toMs, medianMs + reachMs),
  };
}

/**
 * The range with the late and early followers that chance does not explain, one step of half the range after another: beside all
 * unfollowed occurrences chance would put less than `alpha` of a follower into the stretches that are added.
 */
function withLateFollowers(antecedent: Series, consequent: Series, core: LagRange, match: LagMatch): LagRange {
  const observedMs = consequent.observable.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const perMs = (match.misses.length * match.alone.length) / Math.max(1, observedMs);
  const unfollowed = new Set(match.misses);
  const mostMs = perMs === 0 ? 0 : alpha / 2 / perMs;
  for (let range = core; ; ) {
    const stepMs = (range.toMs - range.fromMs) / 2;
    const wider = {
      fromMs: Math.max(range.fromMs - stepMs, core.fromMs - mostMs, Math.min(0, core.fromMs)),
      toMs: Math.min(range.toMs + stepMs, core.toMs + mostMs),
    };
    const lags = matchLags(antecedent, consequent, wider, core.toMs)
      .hits.filter((hit) => unfollowed.has(hit.antecedent))
      .map(({ lagMs }) => lagMs);
    // A range ends before its end.
    const next = {
      fromMs: Math.min(range.fromMs, ...lags),
      toMs: Math.max(range.toMs, ...lags.map((lagMs) => lagMs + 1)),
    };
    if (next.fromMs === range.fromMs && next.toMs === range.toMs) return range;
    range = next;
  }
}

function weaknessOf(pair: PairCount, { hits, misses }: LagMatch, expected: number): string | null {
  const share = hits.length / Math.max(1, hits.length + misses.length);
  const times = hits.map(({ antecedent }) => pair.antecedent.times[antecedent] ?? 0);
  const sessions = new Set(
    hits.flatMap(({ antecedent, consequent }) => [
      ...(pair.antecedent.sessions[antecedent] ?? []),
      ...(pair.consequent.sessions[consequent] ?? []),
    ]),
  );
  if (pair.pAdjusted > alpha) return "chance explains it among so many pairs of happenings";
  if (hits.length < leastHits) return `seen fewer than ${leastHits} times`;
  if (share < leastShare) return "most occurrences were followed by nothing";
  if (hits.length < leastLift * expected) return `seen less than ${leastLift} times as often as by chance`;
  if (sessions.size < leastSessions) return `seen in fewer than ${leastSessions} sessions`;
  if (new Set(times.map((atMs) => Math.floor(atMs / dayMs))).size < leastDays)
    return `seen on fewer than ${leastDays} days`;
  return null;
}

function refusalOf({ antecedent, consequent, range, match, isTogether }: Judged, random: () => number): string | null {
  const both = [antecedent, consequent];
  if (both.every(({ times }) => alignedPeriod(times) !== null)) return "scheduled together";
  const clock = both.find(({ times }) => (isTogether ? isClockwork(times) : ownPeriod(times) !== null));
  if (clock) return `${clock.type} runs on a schedule of its own`;
  if (!isTogether && isInEitherOrder(antecedent, consequent, range, match.hits.length))
    return "they come together in either order";
  return clockShare(antecedent, consequent, range, random) > alpha ? "the same hours of other days show as much" : null;
}

/**
 * What a third thing sets off within minutes, an outage, follows each other in either order by the toss of a coin: whether so many came the
 * other way round, at the same distance, that tosses may well give such an order somewhere among the pairs.
 */
function isInEitherOrder(antecedent: Series, consequent: Series, { fromMs, toMs }: LagRange, hits: number): boolean {
  const turned = matchLags(antecedent, consequent, { fromMs: -toMs, toMs: -fromMs }, 0).hits.length;
  return turned > 0 && binomialTail(hits, hits + turned, 0.5) > orderAlpha;
}

type Judged = Omit<Association, "verdict">;
