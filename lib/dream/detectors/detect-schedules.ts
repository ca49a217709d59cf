import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, plural } from "../engine/lesson-line";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { ownPeriod } from "../statistics/regularity";
import { hourMs, minuteMs } from "../statistics/thresholds";
import { citeHappening } from "./cite-happening";
import { happeningSeries } from "./happening-series";

/** Fewer intervals look regular too often by chance to say so. */
const leastTimes = 8;
const mostCited = 20;

/** Happenings that run on a clock of their own. They are told of because D6 refuses to associate them: two clocks always follow each other. */
export function detectSchedules(world: DreamWorld): Finding[] {
  return happeningSeries(world).flatMap((series): Finding[] => {
    const periodMs = series.times.length >= leastTimes ? ownPeriod(series.times) : null;
    if (periodMs === null) return [];
    const told = series.events.flatMap(({ sources, occurredAtMs }) =>
      sources.map(({ session }) => ({ session, atMs: occurredAtMs })),
    );
    const every =
      periodMs >= 2 * hourMs
        ? plural(Math.round(periodMs / hourMs), "hour")
        : plural(Math.round(periodMs / minuteMs), "minute");
    return [
      {
        detector: "D6",
        kind: "scheduled",
        subject: { event: series.type, period_seconds: Math.round(periodMs / 1000) },
        identity: insightIdentity("scheduled", [series.type]),
        tier: "statistical",
        claim: `${codeSpan(series.type.replaceAll("`", "'"))} comes about every ${every}, on a schedule of its own.`,
        conditions: [],
        support: { ...supportOf(told, world.sessions), occurrences: series.times.length },
        evidence: series.times.slice(0, mostCited).flatMap((_, place) => citeHappening(world, series, place, "for")),
        state: "watch",
        droppedReason: "a schedule explains when it comes; nothing else is associated with it",
        edits: [],
      },
    ];
  });
}
