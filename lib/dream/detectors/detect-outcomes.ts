import { compareText } from "../engine/canonical-json";
import { citeEvent } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import { findRemembered } from "../engine/remembered";
import { sha256Hex } from "../engine/sha256-hex";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { seededRandom } from "../statistics/seeded-random";
import {
  comparableCases,
  type FeatureScore,
  type StratifiedCase,
  sharesOf,
  stratifiedMaxT,
} from "../statistics/stratified-max-t";
import { alpha } from "../statistics/thresholds";
import { roundTo } from "./forecast-line";
import { type SessionFeature, sessionFeatures } from "./session-features";

/** Features that fewer sessions have, or lack, can tell nothing. */
const leastSessions = 5;
const mostFeatures = 200;
const mostDescribed = 5;
/** Difference of failure shares that is worth a description. */
const leastDifference = 0.3;

interface Case extends StratifiedCase {
  session: number;
  own: readonly SessionFeature[];
}

/**
 * D7, outcome association: what sessions that fail did or met more often than sessions of the same task that succeed. The task stands in
 * `metadata.task`; without it there is nothing to compare like with like, and shares are only described.
 */
export function detectOutcomes(world: DreamWorld): Finding[] {
  const cases = casesOf(world);
  const features = commonFeatures(cases);
  const known = cases.filter(({ stratum }) => stratum !== "");
  const hasStrata = [...groupBy(known, ({ stratum }) => stratum).values()].some((own) => own.length > 1);
  if (!hasStrata) return describeShares(world, cases, features);
  const compared = comparableCases(known);
  const random = seededRandom(seedOf(compared));
  const scores = stratifiedMaxT(compared, features, random)
    .filter(
      ({ pAdjusted, withFeature, without }) =>
        pAdjusted <= alpha && withFeature.total >= leastSessions && without.total >= leastSessions,
    )
    .sort(
      (left, right) =>
        left.pAdjusted - right.pAdjusted ||
        Math.abs(right.z) - Math.abs(left.z) ||
        compareText(left.feature, right.feature),
    );
  return scores.map((score, at) => {
    const finding = toFinding(world, compared, score);
    const wider = scores.slice(0, at).find(({ feature }) => isPartOf(compared, score.feature, feature));
    if (!wider || finding.state !== "proposed") return finding;
    return { ...finding, state: "suppressed", droppedReason: `part of what "${wider.feature}" tells`, edits: [] };
  });
}

/** Whether all sessions with one feature have the other too: then it tells the same of fewer. */
function isPartOf(cases: readonly Case[], feature: string, other: string): boolean {
  return cases.every(({ features }) => !features.has(feature) || features.has(other));
}

function casesOf({ sessions }: DreamWorld): Case[] {
  return sessions.flatMap((session, position): Case[] => {
    if (session.outcome !== "success" && session.outcome !== "failure") return [];
    const own = sessionFeatures(session);
    return [
      {
        session: position,
        stratum: session.metadata.task ?? "",
        failed: session.outcome === "failure",
        own,
        features: new Set(own.map(({ name }) => name)),
      },
    ];
  });
}

/** Features that enough sessions have and lack; of several that the same sessions have the first by name stands. */
function commonFeatures(cases: readonly Case[]): string[] {
  const holders = new Map<string, number[]>();
  cases.forEach(({ features }, at) => {
    for (const feature of features) holders.set(feature, [...(holders.get(feature) ?? []), at]);
  });
  const common = [...holders].filter(
    ([, own]) => own.length >= leastSessions && cases.length - own.length >= leastSessions,
  );
  common.sort(([left, own], [right, other]) => other.length - own.length || compareText(left, right));
  const distinct = new Map(common.toReversed().map(([feature, own]) => [own.join(","), feature]));
  return [...distinct.values()].reverse().slice(0, mostFeatures);
}

function seedOf(cases: readonly Case[]): string {
  return sha256Hex(JSON.stringify(cases.map(({ stratum, failed, features }) => [stratum, failed, [...features]])));
}

function toFinding(world: DreamWorld, cases: readonly Case[], score: FeatureScore): Finding {
  const { feature, z } = score;
  const outcome = z > 0 ? "failure" : "success";
  const shown = codeSpan(feature.replaceAll("`", "'"));
  const { holders, told } = holdersOf(cases, feature);
  const support = { ...supportFor(world, holders, score), p_adjusted: roundTo(score.pAdjusted, 1000) };
  const statement = `within the same task, sessions with ${shown} end in ${outcome} more often: ${sharesText(score)} failed`;
  const line = lessonLine(statement, support, told);
  const remembered = findRemembered(world, [feature], /\bfail|\bsucce/i);
  const verdict: Pick<Finding, "state" | "droppedReason"> = looksLikeInjection(line)
    ? { state: "suppressed", droppedReason: "the words read like an order to agents" }
    : remembered
      ? { state: "suppressed", droppedReason: `already in memory at ${remembered.path} line ${remembered.line}` }
      : { state: "proposed", droppedReason: null };
  return {
    ...findingOf(world, holders, feature, outcome),
    claim: `Within the same task, sessions with ${shown} end in ${outcome} more often: ${sharesText(score)} failed.`,
    conditions: ["compared within tasks"],
    support,
    ...verdict,
    edits: verdict.state === "proposed" ? [{ op: "lesson", tool: "outcomes", topics: [feature], line }] : [],
  };
}

/** Without tasks: what the shares are, and that nothing follows from them. */
function describeShares(world: DreamWorld, cases: readonly Case[], features: readonly string[]): Finding[] {
  const scored = features.map((feature) => {
    const shares = sharesOf(cases, feature);
    const difference =
      shares.withFeature.failed / shares.withFeature.total - shares.without.failed / shares.without.total;
    return { feature, difference, ...shares };
  });
  return scored
    .filter(({ difference }) => Math.abs(difference) >= leastDifference)
    .sort(
      (left, right) =>
        Math.abs(right.difference) - Math.abs(left.difference) || compareText(left.feature, right.feature),
    )
    .slice(0, mostDescribed)
    .map((score) => {
      const { holders } = holdersOf(cases, score.feature);
      const shown = codeSpan(score.feature.replaceAll("`", "'"));
      return {
        ...findingOf(world, holders, score.feature, score.difference > 0 ? "failure" : "success"),
        claim: `Of sessions with ${shown}, ${sharesText(score)} failed.`,
        conditions: [],
        support: supportFor(world, holders, score),
        state: "watch",
        droppedReason: "the sessions name no tasks, so like cannot be compared with like",
        edits: [],
      };
    });
}

function sharesText({ withFeature, without }: Pick<FeatureScore, "withFeature" | "without">): string {
  return `${withFeature.failed} of ${withFeature.total} against ${without.failed} of ${without.total}`;
}

function holdersOf(cases: readonly Case[], feature: string) {
  const holders = cases.flatMap(({ session, failed, own }) =>
    own.filter(({ name }) => name === feature).map((shown) => ({ session, failed, shown })),
  );
  return { holders, told: holders.map(({ session, shown }) => ({ session, atMs: shown.event.atMs })) };
}

type Holders = ReturnType<typeof holdersOf>["holders"];

function supportFor(
  world: DreamWorld,
  holders: Holders,
  { withFeature, without }: Pick<FeatureScore, "withFeature" | "without">,
) {
  const told = holders.map(({ session, shown }) => ({ session, atMs: shown.event.atMs }));
  const expected = without.total === 0 ? null : roundTo((without.failed / without.total) * withFeature.total, 1000);
  return { ...supportOf(told, world.sessions, withFeature.total), occurrences: withFeature.failed, expected };
}

/** Cites every session that is counted, one event each, so that a reviewer can check the claim's numbers one by one. */
function findingOf(world: DreamWorld, holders: Holders, feature: string, outcome: "failure" | "success") {
  return {
    detector: "D7",
    kind: "outcome_association" as const,
    subject: { feature, outcome },
    identity: insightIdentity("outcome_association", [feature, outcome]),
    tier: "statistical" as const,
    evidence: holders
      .filter(({ shown }) => shown.event.text.trim() !== "")
      .map(({ session, failed, shown }) =>
        citeEvent(
          world.sessions[session]?.id ?? "",
          shown.event,
          shown.focus,
          failed === (outcome === "failure") ? "for" : "against",
        ),
      ),
  };
}
