import type { DeleteEdit } from "../engine/edit";
import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { wilsonInterval } from "../statistics/binomial";
import { citeHappening } from "./cite-happening";
import { findForecast, roundTo } from "./forecast-line";
import type { HappeningSeries } from "./happening-series";
import type { HypothesisTest } from "./test-hypothesis";

const reasons = {
  supported: "under test: later sessions showed too little as yet",
  confirmed: "confirmed on later sessions",
  retracted: "later sessions speak against it, and memory does not hold it",
};

/**
 * What later sessions say of an association that this dream alone would not find: still under test, confirmed, or retracted, and then the
 * line that forecasts it goes, with the occurrences that were followed by nothing.
 */
export function findingOfTest(
  world: DreamWorld,
  { hypothesis, match }: HypothesisTest,
  antecedent: HappeningSeries,
  consequent: HappeningSeries,
): Finding {
  const [left, right] = [antecedent.type, consequent.type];
  const shown = [left, right].map((type) => codeSpan(type.replaceAll("`", "'")));
  const isRetracted = hypothesis.state === "retracted";
  const place = isRetracted ? findForecast(world, left, right) : null;
  const document = world.documents.find(({ path }) => path === place?.path);
  const misses = match.misses.flatMap((at) => citeHappening(world, antecedent, at, isRetracted ? "for" : "against"));
  const [first] = misses;
  const { hits, opportunities } = hypothesis;
  const told = match.misses.flatMap((at) =>
    (antecedent.sessions[at] ?? []).map((session) => ({ session, atMs: antecedent.times[at] ?? null })),
  );
  const [low, high] = wilsonInterval(hits, opportunities);
  const edit: DeleteEdit[] =
    place && document && first
      ? [
          {
            op: "delete",
            path: place.path,
            startLine: place.line,
            expected: [document.lines[place.line - 1] ?? ""],
            cause: { kind: "contradicted_by", eventId: first.event_id },
          },
        ]
      : [];
  return {
    detector: "D6",
    kind: "temporal_association",
    subject: {
      antecedent: left,
      consequent: right,
      entity: null,
      lag_seconds: Math.round((hypothesis.lag_from_ms + hypothesis.lag_to_ms) / 2000),
    },
    // A retraction is its own finding: turning it down must not turn down the association.
    identity: isRetracted ? insightIdentity("temporal_association", [left, right, "retracted"]) : hypothesis.identity,
    tier: "statistical",
    claim: isRetracted
      ? `${shown[0]} is no longer followed by ${shown[1]}: in ${hits} of ${opportunities} later occurrences.`
      : `${shown[0]} was followed by ${shown[1]} in ${hits} of ${opportunities} later occurrences.`,
    conditions: ["tested on later sessions only"],
    support: {
      ...supportOf(told, world.sessions, opportunities),
      occurrences: hits,
      interval95: [roundTo(low, 1000), roundTo(high, 1000)],
    },
    evidence: [
      ...misses,
      ...match.hits.flatMap((hit) => citeHappening(world, antecedent, hit.antecedent, isRetracted ? "against" : "for")),
      ...(place && document ? [citeMemory(document, place.line, place.line)] : []),
    ],
    ...(edit.length > 0
      ? { state: "proposed" as const, droppedReason: null }
      : {
          state: isRetracted ? ("suppressed" as const) : ("watch" as const),
          droppedReason: reasons[hypothesis.state],
        }),
    edits: edit,
    hypothesis,
  };
}
