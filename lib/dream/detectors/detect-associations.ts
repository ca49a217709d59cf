import type { EventEvidence } from "@/lib/contract/dream-insight";
import { compareText } from "../engine/canonical-json";
import type { Finding } from "../engine/finding";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { findRemembered } from "../engine/remembered";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { wilsonInterval } from "../statistics/binomial";
import { findAssociations } from "../statistics/find-associations";
import type { Association } from "../statistics/judge-pair";
import { citeHappening } from "./cite-happening";
import { findingOfTest } from "./finding-of-test";
import { findForecast, forecastLine, forecastTypes, minutesText, roundTo } from "./forecast-line";
import { type HappeningSeries, happeningSeries, seedOf } from "./happening-series";
import { isIndependent } from "./independent-antecedent";
import { type HypothesisTest, newHypothesis, testHypothesis } from "./test-hypothesis";

const mostCited = 20;
const mostWatched = 30;

/**
 * D6, temporal association: which happenings follow which, at which lag, and which are one incident under two names. Only pairs that pass
 * the gates of the statistical tier lead to a line; what chance, clocks or a third happening explain is shown to people.
 */
export function detectAssociations(world: DreamWorld): Finding[] {
  const series = happeningSeries(world, forecastTypes(world));
  const byType = new Map(series.map((one) => [one.type, one]));
  const tests = testHypotheses(world, series);
  const findings = findAssociations(series, seedOf(series)).flatMap((association) => {
    const antecedent = byType.get(association.antecedent.type);
    const consequent = byType.get(association.consequent.type);
    const test = tests.get(associationIdentity(association));
    if (!antecedent || !consequent || test?.test.hypothesis.state === "retracted") return [];
    return [
      withHypothesis(toFinding(world, association, antecedent, consequent), association, test?.test ?? null, world),
    ];
  });
  const found = new Set(findings.map(({ identity }) => identity));
  for (const [identity, { test, antecedent, consequent }] of tests) {
    if (!found.has(identity)) findings.push(findingOfTest(world, test, antecedent, consequent));
  }
  const order = { proposed: 0, flagged: 1, suppressed: 2, watch: 3 };
  findings.sort(
    (left, right) =>
      order[left.state] - order[right.state] ||
      (left.support.p_adjusted ?? 1) - (right.support.p_adjusted ?? 1) ||
      compareText(left.claim, right.claim),
  );
  const watched = findings.filter(({ state }) => state === "watch").slice(0, mostWatched);
  return [...findings.filter(({ state }) => state !== "watch"), ...watched];
}

interface TestedPair {
  test: HypothesisTest;
  antecedent: HappeningSeries;
  consequent: HappeningSeries;
}

/** The ledger's hypotheses about happenings of this world, tested on what came later; by identity. */
function testHypotheses(world: DreamWorld, series: readonly HappeningSeries[]): Map<string, TestedPair> {
  const known = new Map((world.ledger.hypotheses ?? []).map((hypothesis) => [hypothesis.identity, hypothesis]));
  const tested = new Map<string, TestedPair>();
  if (known.size === 0) return tested;
  for (const antecedent of series) {
    for (const consequent of series) {
      if (antecedent === consequent) continue;
      for (const isTogether of [false, true]) {
        const identity = associationIdentity({ antecedent, consequent, isTogether });
        const hypothesis = known.get(identity);
        if (!hypothesis || tested.has(identity)) continue;
        tested.set(identity, {
          test: testHypothesis(hypothesis, antecedent, consequent, world),
          antecedent,
          consequent,
        });
      }
    }
  }
  return tested;
}

/** Adds what the ledger keeps, and what later sessions said of it. */
function withHypothesis(
  finding: Finding,
  association: Association,
  test: HypothesisTest | null,
  world: DreamWorld,
): Finding {
  const isOwn = association.verdict.state === "supported" && finding.state !== "flagged";
  if (test === null) {
    return isOwn ? { ...finding, hypothesis: newHypothesis(finding.identity, association, world) } : finding;
  }
  const { hypothesis } = test;
  if (hypothesis.state !== "confirmed") return { ...finding, hypothesis };
  const confirmed = `confirmed on later sessions: ${hypothesis.hits} of ${hypothesis.opportunities}`;
  return { ...finding, hypothesis, conditions: [...finding.conditions, confirmed] };
}

function toFinding(
  world: DreamWorld,
  association: Association,
  antecedent: HappeningSeries,
  consequent: HappeningSeries,
): Finding {
  const listed = world.physical.coverage.get(antecedent.type)?.listed ?? [];
  const isSelected = !association.isTogether && !isIndependent(association, antecedent, consequent, listed);
  const entities = entitiesOf(association);
  const conditions = conditionsOf(antecedent, consequent, entities);
  const line = forecastLine(association, conditions);
  const verdict = judge(world, association, isSelected, line);
  const [left, right] = [antecedent.type, consequent.type];
  const shared = {
    detector: "D6",
    tier: "statistical" as const,
    claim: isSelected ? selectedClaim(association) : claimOf(association),
    conditions,
    support: supportFor(world, association, isSelected),
    evidence: evidenceFor(world, association, antecedent, consequent),
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [{ op: "lesson" as const, tool: "timing", topics: [left, right, ...entities], line }]
        : [],
  };
  if (association.isTogether) {
    const members = [left, right].sort(compareText);
    return { ...shared, kind: "co_occurrence", subject: { members }, identity: associationIdentity(association) };
  }
  const entity = entities.length === 1 ? (entities[0] ?? null) : null;
  const lag_seconds = Math.round(association.lag.medianMs / 1000);
  return {
    ...shared,
    kind: "temporal_association",
    subject: { antecedent: left, consequent: right, entity, lag_seconds },
    identity: associationIdentity(association),
  };
}

/** Names what is associated, whatever the lag and the counts of one dream. */
function associationIdentity({
  antecedent,
  consequent,
  isTogether,
}: Pick<Association, "antecedent" | "consequent" | "isTogether">): string {
  return isTogether
    ? insightIdentity("co_occurrence", [antecedent.type, consequent.type].sort(compareText))
    : insightIdentity("temporal_association", [antecedent.type, consequent.type]);
}

function entitiesOf({ antecedent, consequent, match }: Association): string[] {
  const named = match.hits.flatMap((hit) => [antecedent.entities[hit.antecedent], consequent.entities[hit.consequent]]);
  return [...new Set(named.filter((entity) => entity != null))].sort(compareText);
}

function conditionsOf(antecedent: HappeningSeries, consequent: HappeningSeries, entities: readonly string[]): string[] {
  if (entities.length === 0) return [];
  const [one] = entities;
  if (entities.length === 1 && one !== undefined) return isPlain(one) ? [`on ${codeSpan(one)}`] : [];
  const own = new Set(antecedent.entities);
  const areShared = consequent.entities.some((entity) => entity !== null && own.has(entity));
  return areShared ? ["on the same entity"] : [];
}

/** Whether a name can stand in a line as code. */
function isPlain(name: string): boolean {
  return name.length <= 120 && !/[`\p{Cc}]/u.test(name);
}

function judge(
  world: DreamWorld,
  { antecedent, consequent, verdict }: Association,
  isSelected: boolean,
  line: string,
): Pick<Finding, "state" | "droppedReason"> {
  if (verdict.state === "weak") return { state: "watch", droppedReason: verdict.reason };
  if (verdict.state === "refused") {
    const isClock = verdict.reason === "scheduled together";
    return { state: isClock ? "watch" : "suppressed", droppedReason: verdict.reason };
  }
  if (isSelected)
    return {
      state: "flagged",
      droppedReason: "the sessions exist because the second happened; the first alone is not observed",
    };
  if (looksLikeInjection(line)) return { state: "suppressed", droppedReason: "the names read like an order to agents" };
  if (!isPlain(antecedent.type) || !isPlain(consequent.type))
    return { state: "flagged", droppedReason: "the names cannot be written in a line" };
  const remembered =
    findForecast(world, antecedent.type, consequent.type) ??
    findRemembered(world, [antecedent.type, consequent.type], /\b(after|follow|together|within|lead|before)|\bmin\b/i);
  if (remembered)
    return { state: "suppressed", droppedReason: `already in memory at ${remembered.path} line ${remembered.line}` };
  return { state: "proposed", droppedReason: null };
}

function claimOf({ antecedent, consequent, isTogether, occurrences, opportunities, ...rest }: Association): string {
  const [left, right] = [antecedent.type, consequent.type].map((type) => codeSpan(type.replaceAll("`", "'")));
  const chance = `${roundTo(rest.expected, 10)} expected by chance`;
  return isTogether
    ? `${left} and ${right} fire together (same incident): ${occurrences} of ${opportunities} times within 2 min, ${chance}.`
    : `${left} is followed by ${right} after ${minutesText(rest)} in ${occurrences} of ${opportunities} occurrences, ${chance}.`;
}

/** What may be said when sessions were chosen by their outcome: nothing about how often the second follows the first. */
function selectedClaim(association: Association): string {
  const { antecedent, consequent, match } = association;
  const [left, right] = [antecedent.type, consequent.type].map((type) => codeSpan(type.replaceAll("`", "'")));
  const found = new Set(match.hits.map((hit) => hit.consequent)).size;
  return `In ${found} of ${consequent.times.length} investigated ${right} incidents a ${left} was found ${minutesText(association)} earlier; ${left} without ${right} is not observed here.`;
}

function supportFor(world: DreamWorld, association: Association, isSelected: boolean) {
  const { antecedent, consequent, match, occurrences, opportunities, lag } = association;
  const told = match.hits.flatMap((hit) =>
    [...(antecedent.sessions[hit.antecedent] ?? []), ...(consequent.sessions[hit.consequent] ?? [])].map((session) => ({
      session,
      atMs: antecedent.times[hit.antecedent] ?? null,
    })),
  );
  const all = isSelected ? consequent.times.length : opportunities;
  const [low, high] = wilsonInterval(Math.min(occurrences, all), all);
  return {
    ...supportOf(told, world.sessions, all),
    occurrences: Math.min(occurrences, all),
    expected: roundTo(association.expected, 1000),
    p_adjusted: roundTo(association.pAdjusted, 1000),
    lag_seconds: {
      median: Math.round(lag.medianMs / 1000),
      low: Math.round(lag.lowMs / 1000),
      high: Math.round(lag.highMs / 1000),
    },
    interval95: [roundTo(low, 1000), roundTo(high, 1000)] as [number, number],
  };
}

/** Every hit with both of its happenings; the misses, and what came without the first, speak against it. */
function evidenceFor(
  world: DreamWorld,
  { match }: Association,
  antecedent: HappeningSeries,
  consequent: HappeningSeries,
): EventEvidence[] {
  const cite = (series: HappeningSeries, place: number, role: EventEvidence["role"]) =>
    citeHappening(world, series, place, role);
  const cited = [
    ...match.hits
      .slice(0, mostCited)
      .flatMap((hit) => [...cite(antecedent, hit.antecedent, "for"), ...cite(consequent, hit.consequent, "for")]),
    ...match.misses.slice(0, mostCited).flatMap((place) => cite(antecedent, place, "against")),
    ...match.alone.slice(0, mostCited).flatMap((place) => cite(consequent, place, "against")),
  ];
  return [...new Map(cited.map((item) => [JSON.stringify(item), item])).values()];
}
